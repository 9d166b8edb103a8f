// tawatur completion: what a shell completes, written from the verbs themselves. Entry point: AddCompletion().
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "output.h"
#include "verbs.h"

namespace tawatur::cli {
namespace {

std::string OptionsOf(const CLI::App& verb) {
  std::string out;
  for (const CLI::Option* o : verb.get_options()) {
    for (const std::string& name : o->get_lnames()) out += (out.empty() ? "--" : " --") + name;
  }
  return out;
}

struct Verb { std::string name, what, words; };

std::vector<Verb> VerbsOf(const CLI::App& app) {
  std::vector<Verb> verbs;
  for (const CLI::App* v : app.get_subcommands([](const CLI::App*) { return true; })) {
    Verb verb{v->get_name(), v->get_description(), OptionsOf(*v)};
    for (const CLI::App* inner : v->get_subcommands([](const CLI::App*) { return true; })) verb.words += " " + inner->get_name() + " " + OptionsOf(*inner);
    verbs.push_back(std::move(verb));
  }
  return verbs;
}

std::string Bash(const std::vector<Verb>& verbs) {
  std::string names, cases;
  for (const Verb& v : verbs) {
    names += (names.empty() ? "" : " ") + v.name;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", v.name, v.words);
  }
  return fmt::format(
      "_tawatur() {{\n  local words=\"{}\" cur=\"${{COMP_WORDS[COMP_CWORD]}}\"\n  [ \"$COMP_CWORD\" -gt 1 ] && case \"${{COMP_WORDS[1]}}\" in\n{}"
      "    *) words=\"\" ;;\n  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}}\ncomplete -o default -F _tawatur tawatur\n",
      names, cases);
}

std::string Zsh(const std::vector<Verb>& verbs) { return "autoload -U +X bashcompinit && bashcompinit\n" + Bash(verbs); }

std::string Fish(const std::vector<Verb>& verbs) {
  std::string out = "complete -c tawatur -n __fish_use_subcommand -f\n";
  for (const Verb& v : verbs) {
    std::string what = v.what;
    for (size_t at = 0; (at = what.find('\'', at)) != std::string::npos; at += 2) what.insert(at, 1, '\\');
    out += fmt::format("complete -c tawatur -n __fish_use_subcommand -a {} -d '{}'\n", v.name, what);
    out += fmt::format("complete -c tawatur -n '__fish_seen_subcommand_from {}' -a '{}'\n", v.name, v.words);
  }
  return out;
}

}  // namespace

void AddCompletion(CLI::App& app) {
  CLI::App* verb = app.add_subcommand("completion", "what bash, zsh or fish completes: source <(tawatur completion bash)");
  auto shell = std::make_shared<std::string>();
  verb->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  verb->callback([&app, shell] {
    const std::vector<Verb> verbs = VerbsOf(app);
    Output out("");
    out.Write(*shell == "bash" ? Bash(verbs) : *shell == "zsh" ? Zsh(verbs) : Fish(verbs));
    out.Commit();
  });
}

}  // namespace tawatur::cli
