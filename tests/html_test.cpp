// Tests of reading pages: the tree, the article and what is kept out of it, metadata, encodings, limits. The layouts of
// whole sites are in cases/pages/, scored by tools/score_pages.py.
#include <gtest/gtest.h>

#include <chrono>

#include "ingest/html.h"
#include "ingest/html_tokens.h"
#include "ingest/html_tree.h"
#include "ingest/mojibake.h"

namespace tawatur::ingest {
namespace {

// Sentences in Latin letters do as well: nothing here knows Arabic but the word lists.
const std::string kLead = "Twelve people were killed on Thursday when shells fell on the market of the town, the civil defence said.";
const std::string kMore = "Its director told reporters that thirty others were wounded and that the search below the rubble goes on.";
const std::string kEnd = "Nobody has claimed the attack so far, and the council of the town asked people to stay away from the market.";

std::string Article(const std::string& between = "") { return "<p>" + kLead + "</p>" + between + "<p>" + kMore + "</p><p>" + kEnd + "</p>"; }

Page ReadPage(const std::string& html, HtmlOptions options = {}) {
  static const HtmlReader reader;
  Result<Page> page = reader.Read(html, options, "page");
  EXPECT_TRUE(page.ok()) << page.error().message;
  return page.ok() ? *page : Page();
}

std::string Body(const std::string& html) { return ReadPage("<html><body><h1>Shells on the market of the town</h1>" + html + "</body></html>").text; }

bool HasNote(const Page& page, const std::string& name) {
  for (const Note& note : page.notes) {
    if (note.name == name) return true;
  }
  return false;
}

const std::string kWhole = "Shells on the market of the town\n" + kLead + "\n" + kMore + "\n" + kEnd + "\n";

std::string PlainTree(const std::string& html) {
  Result<HtmlTree> tree = ParseHtml(html, {}, "page");
  EXPECT_TRUE(tree.ok());
  return tree.ok() ? tree->PlainText(0) : "";
}

TEST(HtmlTree, BrokenMarkupLosesNoWord) {
  EXPECT_EQ(PlainTree("<p>one<p>two<div>three</p>four<b>five</div>six</b>seven"), "one two threefourfivesixseven");
  EXPECT_EQ(PlainTree("<ul><li>one<li>two</ul><table><tr><td>three<td>four<tr><td>five</table>"), "one two three four five");
  EXPECT_EQ(PlainTree("a < b &amp; c &#1602;&#x62A;&#1604; &laquo;d&raquo; &unknown; 5&nbsp;km"), "a < b & c \u0642\u062A\u0644 \u00ABd\u00BB &unknown; 5 km");
}

TEST(HtmlTree, WhatIsNeverClosedEndsAtOnce) {
  EXPECT_EQ(PlainTree("one <!-- two > three"), "one three");
  EXPECT_EQ(PlainTree("one <iframe src=x> two <textarea> three"), "one two three");
  EXPECT_EQ(PlainTree("one <a href='x> two"), "one");  // a quotation that is never closed takes the rest, as in browsers
}

TEST(HtmlTree, ScriptsAndStylesHoldNoText) {
  EXPECT_EQ(PlainTree("a<script>if (x < 1) document.write('</b><p>no</p>')</script>b<style>p{}</style><svg><title>no</title></svg>c"), "abc");
}

TEST(HtmlTree, DepthIsFlattenedWithoutLoss) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<div><b>";
  Result<HtmlTree> tree = ParseHtml(deep + "word" + "</div>" + " end", {}, "page");
  ASSERT_TRUE(tree.ok());
  EXPECT_TRUE(tree->flattened);
  EXPECT_EQ(tree->PlainText(0), "word end");
}

TEST(HtmlTree, HostilePagesTakeTimeByTheirLength) {
  std::string attributes = "<a ", ends, comments, cells;
  for (int i = 0; i < 300000; ++i) attributes += "b" + std::to_string(i) + " ";
  for (int i = 0; i < 500; ++i) ends += "<b>";
  for (int i = 0; i < 300000; ++i) ends += "</i>", comments += "<!--", cells += "<table><td>";
  for (const std::string* page : {&attributes, &ends, &comments, &cells}) {
    auto start = std::chrono::steady_clock::now();
    (void)ParseHtml(*page, {}, "page");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  }
}

TEST(HtmlTree, TooManyElementsAreAnError) {
  HtmlLimits limits;
  limits.nodes = 100;
  std::string page;
  for (int i = 0; i < 200; ++i) page += "<br>x";
  Result<HtmlTree> tree = ParseHtml(page, limits, "page");
  ASSERT_FALSE(tree.ok());
  EXPECT_EQ(tree.error().kind, ErrorKind::kLimit);
}

TEST(HtmlPage, TheArticleAndOnlyThat) {
  const std::string menu = "<nav><a href=/>Home</a></nav><div class='breaking-news'><a href=/1>Something else happened elsewhere today</a></div>";
  const std::string around = "<aside><p>A long text that stands beside the article and tells of another thing altogether.</p></aside>"
                             "<div id=comments><h3>Comments</h3><p>I do not believe a word of all this, and neither should anybody else.</p></div>"
                             "<footer>All rights</footer>";
  EXPECT_EQ(ReadPage("<title>Shells on the market of the town | Site</title>" + menu + "<h1>Shells on the market of the town</h1><div class=entry-content>" + Article() + "</div>" + around).text, kWhole);
}

TEST(HtmlPage, LinksBetweenParagraphsAreOtherArticles) {
  EXPECT_EQ(Body("<div>" + Article("<p><a href=/2>Three wounded when a wall fell in another town</a></p>") + "</div>"), kWhole);
  EXPECT_EQ(Body("<div>" + Article("<div><strong>More</strong><ul><li><a href=/2>A wall fell in another town yesterday</a></li><li><a href=/3>The prices of bread rise again</a></li></ul></div>") + "</div>"), kWhole);
}

TEST(HtmlPage, TeasersWithTextOfTheirOwnStayOut) {
  std::string teasers = "<div>";
  for (int i = 0; i < 4; ++i) {
    teasers += "<div class=t><h4><a href=/" + std::to_string(i) + ">A headline of another article number " + std::to_string(i) +
               "</a></h4><p>The first sentence of that article, which is as long as any paragraph of this one could be.</p></div>";
  }
  EXPECT_EQ(Body("<div>" + Article() + "</div>" + teasers + "</div>"), kWhole);
}

// A box of other articles beside a paragraph in one column: the box goes, the paragraph stays.
TEST(HtmlPage, TheParagraphBesideABoxStays) {
  const std::string box = "<div class=m><h4><a href=#>\xD8\xA7\xD9\x82\xD8\xB1\xD8\xA3 \xD8\xA3\xD9\x8A\xD8\xB6\xD8\xA7\xD9\x8B</a></h4><div>Eight dead in clashes near a town</div></div>";
  std::string rows, text;
  for (int i = 0; i < 5; ++i) {
    const std::string sentence = "Witness number " + std::to_string(i) + " told us how the shells fell on the market and how the neighbours dug for hours.";
    rows += "<div class=row><div class=c><div class=m>" + sentence + "</div></div></div>";
    text += sentence + "\n";
  }
  EXPECT_EQ(Body(rows + "<div class=row><div class=c>" + box + "<div class=m>" + kMore + "</div></div></div><div class=row><div class=c><p>" + kEnd +
                 "</p></div></div>"), "Shells on the market of the town\n" + text + kMore + "\n" + kEnd + "\n");
}

TEST(HtmlPage, HeadingsListsQuotationsAndTablesStay) {
  std::string text = Body("<div>" + Article("<h2>The victims</h2><ul><li>a man of thirty</li><li>his son</li></ul>"
                          "<blockquote>We heard nothing before it fell.</blockquote>"
                          "<table><tr><th>Town</th><th>Dead</th></tr><tr><td>East</td><td>7</td></tr></table>") + "</div>");
  EXPECT_NE(text.find("\nThe victims\na man of thirty\nhis son\nWe heard nothing before it fell.\nTown | Dead\nEast | 7\n"), std::string::npos) << text;
}

TEST(HtmlPage, SubtitleAndCaptionStandBetweenHeadlineAndBody) {
  std::string text = Body("<h2>The search goes on below the rubble of two houses</h2><div><span>12 May 2021 - 10:40</span><span>3 minutes</span></div>"
                          "<figure><img><figcaption>Rescuers before the market where shells killed twelve <small class=credit>(Agency)</small></figcaption></figure><div>" + Article() + "</div>");
  EXPECT_EQ(text.substr(0, text.find(kLead)), "Shells on the market of the town\n12 May 2021 - 10:40\nThe search goes on below the rubble of two houses\nRescuers before the market where shells killed twelve\n");
}

TEST(HtmlPage, TheNextArticleOfAnEndlessPageStaysOut) {
  auto section = [](const std::string& headline, const std::string& body) {
    return "<section class=item><div class=head><h1>" + headline + "</h1></div><div class=text>" + body + "</div></section>";
  };
  EXPECT_EQ(ReadPage("<title>Shells on the market of the town</title>" + section("Shells on the market of the town", Article()) +
                     section("A factory is closed", Article("<p>The governor closed the factory after its chimney was found too low by far.</p>"))).text, kWhole);
}

TEST(HtmlPage, EntriesOfALivePageAreDatedParts) {
  auto entry = [](const std::string& time, const std::string& text) {
    return "<div class=e><div><time datetime='2022-01-20T" + time + ":00+03:00'>" + time + "</time></div><p>" + text + "</p></div>";
  };
  Page page = ReadPage("<title>Live: shells on the market of the town</title><h1>Live: shells on the market of the town</h1><div>" +
                       entry("12:05", kEnd) + entry("11:40", kMore) + entry("10:30", kLead) + "</div>");
  EXPECT_EQ(page.text, "Live: shells on the market of the town\n12:05\n" + kEnd + "\n11:40\n" + kMore + "\n10:30\n" + kLead + "\n");
  ASSERT_EQ(page.parts.size(), 3u);
  EXPECT_EQ(page.parts[1].published, "2022-01-20T11:40:00+03:00");
  EXPECT_EQ(page.text.substr(page.parts[1].span.begin, page.parts[1].span.end - page.parts[1].span.begin), "11:40\n" + kMore + "\n");
}

TEST(HtmlPage, ElementsThatAStyleSheetSetsApartAreLinesOfTheirOwn) {
  EXPECT_EQ(Body("<div><span style='display:block'>" + kLead + "</span><span style='display:block'>" + kMore + "</span><span>" + kEnd + "</span></div>"), kWhole);
}

TEST(HtmlPage, NamesOfWrappersDoNotThrowTheArticleAway) {
  EXPECT_EQ(ReadPage("<title>Shells on the market of the town - Site</title><div class='site right-sidebar'><div class=sidebar-right><h2>Shells on the market of the town</h2><div>" +
                     Article() + "</div></div></div><div class=sidebar><p>A text about another matter that stands beside the article all day long.</p></div>").text, kWhole);
}

TEST(HtmlPage, AHomePageOfExcerptsIsNoArticle) {
  std::string list = "<title>The site of the town and its news</title><meta property='og:url' content='https://site.example/'><h1>The site of the town and its news</h1>";
  for (int i = 0; i < 5; ++i) list += "<div><h2><a href=/" + std::to_string(i) + ">A headline of some article number " + std::to_string(i) + "</a></h2></div><p>" + kMore + "</p>";
  EXPECT_EQ(ReadPage(list).text, "");
}

TEST(HtmlPage, HiddenTextIsNotRead) {
  EXPECT_EQ(Body("<div>" + Article("<p style='display: none'>Nobody sees this sentence, however long it may be made.</p><p hidden>Nor this sentence, however long.</p>") + "</div>"), kWhole);
}

TEST(HtmlPage, WithoutArticleIsSaid) {
  std::string list = "<title>Front</title><h1>News</h1>";
  for (int i = 0; i < 20; ++i) list += "<div class=x><h3><a href=/" + std::to_string(i) + ">Some headline that leads to an article " + std::to_string(i) + "</a></h3></div>";
  Page page = ReadPage(list);
  EXPECT_EQ(page.text, "");
  EXPECT_TRUE(HasNote(page, "no_article"));
}

TEST(HtmlPage, JsonLdHoldsTheTextWhereTheMarkupDoesNot) {
  Page page = ReadPage("<html><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Shells on the market\",\"articleBody\":\"" + kLead + " " + kMore + "\"}</script><div id=app></div></html>");
  EXPECT_EQ(page.text, "Shells on the market\n" + kLead + " " + kMore + "\n");
  EXPECT_TRUE(HasNote(page, "text_of_metadata"));
}

TEST(HtmlPage, FragmentIsAllArticle) {
  HtmlOptions options;
  options.fragment = true;
  EXPECT_EQ(ReadPage("<p>Two were wounded.</p><p>Three fled.</p>", options).text, "Two were wounded.\nThree fled.\n");
}

TEST(HtmlMeta, JsonLdComesFirst) {
  Page page = ReadPage("<html lang=ar><link rel=canonical href='https://site.example/a'><meta property='og:site_name' content='Other'>"
                       "<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"A. Writer\"},"
                       "{\"@type\":[\"NewsArticle\"],\"headline\":\"Shells on the market of the town\",\"datePublished\":\"2022-01-20T19:30:00+03:00\","
                       "\"dateModified\":\"2022-01-21\",\"author\":{\"@id\":\"#p\"},\"publisher\":{\"name\":\"Site &amp; Co\"}}]}</script>"
                       "<h1>Shells on the market of the town</h1><div>" + Article() + "</div>");
  EXPECT_EQ(page.title, "Shells on the market of the town");
  EXPECT_EQ(page.author, "A. Writer");
  EXPECT_EQ(page.outlet, "Site & Co");
  EXPECT_EQ(page.published, "2022-01-20T19:30:00+03:00");
  EXPECT_EQ(page.modified, "2022-01-21");
  EXPECT_EQ(page.url, "https://site.example/a");
  EXPECT_EQ(page.language, "ar");
  EXPECT_EQ(page.basis, DateBasis::kMeta);
  EXPECT_EQ(page.text, kWhole);
}

TEST(HtmlMeta, MicrodataOfTeasersIsNotThePages) {
  std::string teaser = "<div itemscope itemtype='https://schema.org/Article'><a itemprop=headline href=/1>Other</a><time itemprop=datePublished datetime=2001-01-01></time></div>";
  Page page = ReadPage("<body>" + teaser + teaser + "<div itemscope itemtype='https://schema.org/Article'><h1 itemprop=headline>Shells on the market of the town</h1>"
                       "<span itemprop=author itemscope><span itemprop=name>A. Writer</span></span><time itemprop=datePublished datetime='2022-01-20'>yesterday</time>"
                       "<div itemprop=articleBody>" + Article() + "</div></div>");
  EXPECT_EQ(page.published, "2022-01-20");
  EXPECT_EQ(page.author, "A. Writer");
}

TEST(HtmlMeta, SiteIsInTheTitleToo) {
  EXPECT_EQ(ReadPage("<title>Shells on the market of the town - The Site</title><h1>Shells on the market of the town</h1><div>" + Article() + "</div>").outlet, "The Site");
}

TEST(HtmlMeta, OddDateIsSaid) {
  Page page = ReadPage("<meta property='article:published_time' content='yesterday'><h1>Shells on the market of the town</h1><div>" + Article() + "</div>");
  EXPECT_EQ(page.published, "");
  EXPECT_TRUE(HasNote(page, "bad_published"));
}

// "qatl ashkhas" in letters.
const std::string kArabic = "\u0642\u062A\u0644 \u0623\u0634\u062E\u0627\u0635 \u0641\u064A \u0627\u0644\u0633\u0648\u0642 \u0627\u0644\u0642\u062F\u064A\u0645";

TEST(HtmlEncoding, DeclaredLegacyEncodingIsRead) {
  // The word "qatl" in windows-1256.
  const std::string page = "<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1256'></head><body><p>\xDE\xCA\xE1</p></body></html>";
  HtmlOptions options;
  options.fragment = true;
  EXPECT_EQ(ReadPage(page, options).text, "\u0642\u062A\u0644\n");
  // What the transport says comes before the page, and valid UTF-8 before both.
  options.charset = "windows-1256";
  EXPECT_EQ(ReadPage("<p>\xDE\xCA\xE1</p>", options).text, "\u0642\u062A\u0644\n");
  EXPECT_EQ(ReadPage("<p>" + kArabic + "</p>", options).text, kArabic + "\n");
}

TEST(HtmlEncoding, MojibakeIsPutBack) {
  std::string latin;
  for (char c : kArabic) {  // as if every byte were a character of ISO 8859-1, which is windows-1252 from 0xA0 on
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) latin += c;
    else if (byte >= 0xA0) latin += static_cast<char>(0xC0 | (byte >> 6)), latin += static_cast<char>(0x80 | (byte & 0x3F));
    else latin += static_cast<char>(0xC2), latin += c;  // below 0xA0 ISO 8859-1 has controls
  }
  std::string text = latin;
  EXPECT_STREQ(UndoMojibake(text), "windows-1252");
  EXPECT_EQ(text, kArabic);
  std::string fine = kArabic + " caf\u00E9";
  EXPECT_EQ(UndoMojibake(fine), nullptr);
  EXPECT_EQ(fine, kArabic + " caf\u00E9");
}

TEST(HtmlSniff, PagesAreKnownByTheirFirstTag) {
  EXPECT_TRUE(LooksLikeHtml("\xEF\xBB\xBF <!DOCTYPE html><html>"));
  EXPECT_TRUE(LooksLikeHtml("<!-- saved from url=(0021)http://site.example -->\n<HTML>"));
  EXPECT_TRUE(LooksLikeHtml("<?xml version=\"1.0\"?><html xmlns=\"x\">"));
  EXPECT_FALSE(LooksLikeHtml("<?xml version=\"1.0\"?><rss>"));
  EXPECT_FALSE(LooksLikeHtml("An article that mentions <b>markup</b>."));
  EXPECT_FALSE(LooksLikeHtml(""));
}

TEST(HtmlArticle, ElementsOfThePagesOwnMakingAreCutByTheirNames) {
  EXPECT_EQ(Body("<x-body><x-p>" + kLead + "</x-p><x-p>" + kMore + "</x-p><x-share-bar>Send it on to all your friends</x-share-bar><x-p>" + kEnd + "</x-p></x-body>"), kWhole);
  // Among the words of a line they end nothing.
  EXPECT_EQ(Body("<p>Twelve people were killed on Thursday when <x-link>shells fell</x-link> on the market of the town, the civil defence said.</p><p>" + kMore + "</p><p>" + kEnd + "</p>"), kWhole);
}

TEST(HtmlArticle, OfAThreadTheFirstPostIsTheArticle) {
  const std::string reply = "<div id=post_message_8>Thank you for telling us, may they all rest in peace and the wounded be well soon</div>";
  EXPECT_EQ(Body("<div id=post_message_7>" + Article() + "</div><div>Signature of the member who wrote it</div>" + reply), kWhole);
}

TEST(HtmlArticle, HeadingOfCommentsHeadsTheirWholeBox) {
  const std::string comments = "\u0627\u0644\u062A\u0639\u0644\u064A\u0642\u0627\u062A (2)";
  EXPECT_EQ(Body("<div>" + Article() + "</div><div><div>" + comments + "</div><div><b>Sami</b><br>Nobody was ever asked for it and nobody will be, as always in this town</div></div>"), kWhole);
}

TEST(HtmlArticle, BoxesWithLabelsOverTheTextAreKeptWhole) {
  const std::string boxes = "<div><div><h4>Claim</h4><p>A film shows the shells on the market</p></div><div><h4>Verdict</h4><p>False</p></div></div>";
  EXPECT_EQ(Body(boxes + "<div>" + Article() + "</div>"),
            "Shells on the market of the town\nClaim\nA film shows the shells on the market\nVerdict\nFalse\n" + kLead + "\n" + kMore + "\n" + kEnd + "\n");
}

TEST(HtmlArticle, TheListOfSourcesIsKept) {
  const std::string sources = "\u0627\u0644\u0645\u0635\u0627\u062F\u0631";
  const std::string list = "<ul><li><a href=/a>The film as it was first published</a></li><li><a href=/b>Statement of the ministry of health</a></li><li><a href=/c>The town seen from above that day</a></li></ul>";
  const std::string kept = kWhole + sources + "\nThe film as it was first published\nStatement of the ministry of health\nThe town seen from above that day\n";
  EXPECT_EQ(Body("<div><div>" + Article() + "</div><div><h3>" + sources + "</h3>" + list + "</div></div><div><h3>More</h3>" + list + "</div>"), kept);
}

TEST(HtmlMeta, TheOnlyTimeOfAPostDatesIt) {
  const std::string time = "<div class=footer><time datetime='2023-03-16T08:12:40+00:00'>08:12</time></div>";
  EXPECT_EQ(ReadPage("<html><body><div>" + Article() + "</div>" + time + "</body></html>").published, "2023-03-16T08:12:40+00:00");
  const std::string other = "<div class=footer><time datetime='2023-03-17T09:00:00+00:00'>09:00</time></div>";
  EXPECT_EQ(ReadPage("<html><body><div>" + Article() + "</div>" + time + other + "</body></html>").published, "");
}

}  // namespace
}  // namespace tawatur::ingest
