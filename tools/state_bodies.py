#!/usr/bin/env python3
"""Makes data/lexicon/names-ministries.tsv: the bodies that every state has, named by its adjective.

usage: tools/state_bodies.py [--check]     --check: says whether the list is what this makes, exit 1 if not

A body is left out where another list has one by any of its names; aliases that another list claims are left out too. A new body: a
line below; a new state: its lines in names-states.tsv (country with `adj`, government), then run this.
"""
import pathlib, re, sys

LEXICON = pathlib.Path(__file__).resolve().parent.parent / "data" / "lexicon"
LIST = LEXICON / "names-ministries.tsv"
HEAD = """# Ministries, courts, services and other bodies that every state has, named by its adjective («وزارة المالية اللبنانية»).
# Format: docs/lexicon.md. Made by tools/state_bodies.py from its table and names-states.tsv: change those, not this.
# A body's name without the adjective is weak: which state's is meant, the report's other names say (src/extract/mentions_settle.cpp).
"""
ARAB = """algeria bahrain djibouti egypt iraq jordan kuwait lebanon libya mauritania morocco oman palestine qatar saudi-arabia somalia sudan syria tunisia
united-arab-emirates yemen""".split()
NEAR = "turkey iran israel south-sudan ethiopia chad afghanistan pakistan".split()
# States that more than one government claims: there a body without its adjective may be anybody's.
SPLIT = {"libya", "palestine", "syria", "yemen"}
# Adjective of an id where no government stands in the lists to take it from.
ENGLISH = {"palestine": "palestinian"}
# id | kind | English | who has it (all, near, arab) | names: {f} feminine adjective, {m} masculine, {p} plural, {n} the state; "-" before the names
# that stand without an adjective too
BODIES = """
foreign-ministry | ministry | foreign ministry | all | وزارة الخارجية {f}, الخارجية {f}, وزارة خارجية {n} | وزارة الخارجية
defence-ministry | ministry | defence ministry | all | وزارة الدفاع {f}, وزارة دفاع {n} | وزارة الدفاع
interior-ministry | ministry | interior ministry | all | وزارة الداخلية {f}, الداخلية {f}, وزارة داخلية {n} | وزارة الداخلية
health-ministry | ministry | health ministry | all | وزارة الصحة {f}, الصحة {f}, وزارة الصحة العامة {f} | وزارة الصحة, وزارة الصحة العامة
justice-ministry | ministry | justice ministry | all | وزارة العدل {f} | وزارة العدل
finance-ministry | ministry | finance ministry | all | وزارة المالية {f}, وزارة المال {f} | وزارة المالية
economy-ministry | ministry | economy ministry | all | وزارة الاقتصاد {f} | وزارة الاقتصاد
transport-ministry | ministry | transport ministry | near | وزارة النقل {f} | وزارة النقل
information-ministry | ministry | information ministry | near | وزارة الإعلام {f} | وزارة الإعلام
education-ministry | ministry | education ministry | near | وزارة التربية {f}, وزارة التعليم {f}, وزارة التربية والتعليم {f}, وزارة التربية الوطنية {f} | وزارة التربية والتعليم, وزارة التربية
higher-education-ministry | ministry | ministry of higher education | arab | وزارة التعليم العالي {f}, وزارة التعليم العالي والبحث العلمي {f} | وزارة التعليم العالي, وزارة التعليم العالي والبحث العلمي
oil-ministry | ministry | oil ministry | near | وزارة النفط {f}, وزارة البترول {f} | وزارة النفط
energy-ministry | ministry | energy ministry | near | وزارة الطاقة {f} | وزارة الطاقة
electricity-ministry | ministry | electricity ministry | arab | وزارة الكهرباء {f} | وزارة الكهرباء
agriculture-ministry | ministry | agriculture ministry | near | وزارة الزراعة {f}, وزارة الفلاحة {f} | وزارة الزراعة, وزارة الفلاحة
labour-ministry | ministry | labour ministry | arab | وزارة العمل {f} | وزارة العمل
social-affairs-ministry | ministry | ministry of social affairs | arab | وزارة الشؤون الاجتماعية {f}, وزارة التنمية الاجتماعية {f}, وزارة الشؤون الاجتماعية والعمل {f} | وزارة الشؤون الاجتماعية, وزارة التنمية الاجتماعية
religious-affairs-ministry | ministry | ministry of religious affairs | arab | وزارة الأوقاف {f}, وزارة الأوقاف والشؤون الدينية {f}, وزارة الأوقاف والشؤون الإسلامية {f}, وزارة الشؤون الدينية {f}, وزارة الشؤون الإسلامية {f} | وزارة الأوقاف, وزارة الأوقاف والشؤون الدينية, وزارة الشؤون الدينية
trade-ministry | ministry | trade ministry | near | وزارة التجارة {f}, وزارة الصناعة والتجارة {f}, وزارة التجارة والصناعة {f} | وزارة التجارة, وزارة الصناعة والتجارة
culture-ministry | ministry | culture ministry | near | وزارة الثقافة {f} | وزارة الثقافة
tourism-ministry | ministry | tourism ministry | near | وزارة السياحة {f}, وزارة السياحة والآثار {f} | وزارة السياحة
environment-ministry | ministry | environment ministry | near | وزارة البيئة {f} | وزارة البيئة
planning-ministry | ministry | planning ministry | arab | وزارة التخطيط {f} | وزارة التخطيط
communications-ministry | ministry | communications ministry | arab | وزارة الاتصالات {f}, وزارة المواصلات {f} | وزارة الاتصالات
migration-ministry | ministry | ministry of migration | arab | وزارة الهجرة {f}, وزارة الهجرة والمهجرين {f} | وزارة الهجرة والمهجرين
water-ministry | ministry | water ministry | arab | وزارة الموارد المائية {f}, وزارة المياه {f}, وزارة الري {f} | وزارة الموارد المائية, وزارة المياه والري
housing-ministry | ministry | housing ministry | arab | وزارة الإسكان {f}, وزارة الأشغال العامة {f} | وزارة الإسكان, وزارة الأشغال العامة
youth-ministry | ministry | ministry of youth and sport | arab | وزارة الشباب والرياضة {f}, وزارة الرياضة {f} | وزارة الشباب والرياضة
human-rights-ministry | ministry | ministry of human rights | arab | وزارة حقوق الإنسان {f} | وزارة حقوق الإنسان
state-property-ministry | ministry | ministry of state property | arab | وزارة أملاك الدولة {f}, وزارة أملاك الدولة والشؤون العقارية {f} | وزارة أملاك الدولة والشؤون العقارية
presidency | government | presidency | all | الرئاسة {f}, رئاسة الجمهورية {f} | رئاسة الجمهورية
cabinet | government | cabinet | near | مجلس الوزراء {m}, رئاسة الوزراء {f}, رئاسة الحكومة {f}, مجلس الحكومة {m} | رئاسة الوزراء, رئاسة الحكومة
parliament | parliament | parliament | all | البرلمان {m}, مجلس النواب {m}, مجلس الأمة {m}, مجلس الشعب {m}, الجمعية الوطنية {f} | مجلس النواب, البرلمان
national-security-council | government | national security council | all | مجلس الأمن القومي {m}, المجلس الأعلى للأمن القومي {m}, مجلس الأمن الوطني {m} | مجلس الأمن القومي, مجلس الأمن الوطني
senate | parliament | senate | near | مجلس الشيوخ {m}, مجلس الأعيان {m}, مجلس المستشارين {m} |
supreme-court | court | supreme court | all | المحكمة العليا {f}, المحكمة الاتحادية العليا {f}, محكمة التمييز {f}, محكمة النقض {f}, محكمة التعقيب {f} | المحكمة العليا, المحكمة الاتحادية العليا
constitutional-court | court | constitutional court | near | المحكمة الدستورية {f}, المحكمة الدستورية العليا {f}, المجلس الدستوري {m} | المحكمة الدستورية
judicial-council | judiciary | supreme judicial council | arab | مجلس القضاء الأعلى {m}, المجلس الأعلى للقضاء {m}, السلطة القضائية {f} | مجلس القضاء الأعلى, المجلس الأعلى للقضاء
judiciary | judiciary | judiciary | all | القضاء {m} |
military-court | court | military court | near | المحكمة العسكرية {f}, القضاء العسكري {m}, النيابة العسكرية {f} | المحكمة العسكرية
public-prosecution | judiciary | public prosecution | near | النيابة العامة {f}, الادعاء العام {m}, مكتب المدعي العام {m} | النيابة العامة
central-bank | company | central bank | all | البنك المركزي {m}, المصرف المركزي {m} | البنك المركزي
election-commission | authority | election commission | near | مفوضية الانتخابات {f}, هيئة الانتخابات {f}, لجنة الانتخابات {f}, المفوضية العليا للانتخابات {f}, اللجنة الانتخابية {f}, اللجنة الانتخابية الوطنية المستقلة {f} | مفوضية الانتخابات, المفوضية العليا المستقلة للانتخابات
general-staff | command | general staff | all | هيئة الأركان {f}, رئاسة الأركان {f}, الأركان {f}, هيئة الأركان العامة {f} |
air-force | army | air force | all | القوات الجوية {f}, سلاح الجو {m}, الطيران الحربي {m}, سلاح الطيران {m} | القوات الجوية, سلاح الجو
navy | army | navy | all | القوات البحرية {f}, البحرية {f}, سلاح البحرية {m} | القوات البحرية
national-guard | security_forces | national guard | near | الحرس الوطني {m} | الحرس الوطني
border-guard | security_forces | border guard | all | حرس الحدود {m}, قوات حرس الحدود {f} | حرس الحدود
coast-guard | security_forces | coast guard | all | خفر السواحل {m}, حرس السواحل {m} | خفر السواحل
gendarmerie | police | gendarmerie | near | الدرك {m}, الدرك الوطني {m}, قوات الدرك {f}, الجندرما {f}, الجندرمة {f} | الدرك الوطني
security-forces | security_forces | security forces | all | قوات الأمن {f}, الأمن {m}, القوات الأمنية {f}, الأجهزة الأمنية {f}, السلطات الأمنية {f} |
general-security | authority | general security | near | الأمن العام {m}, المديرية العامة للأمن العام {f}, المديرية العامة للأمن الوطني {f}, الأمن الوطني {m} |
intelligence | intelligence | intelligence | all | المخابرات {f}, الاستخبارات {f}, جهاز المخابرات {m}, جهاز الاستخبارات {m}, المخابرات العامة {f}, أجهزة الاستخبارات {f} |
military-intelligence | intelligence | military intelligence | near | الاستخبارات العسكرية {f}, المخابرات العسكرية {f}, المخابرات الحربية {f} |
customs | authority | customs | near | الجمارك {f}, الديوانة {f}, هيئة الجمارك {f} |
civil-defence | civil_defence | civil defence | near | الدفاع المدني {m}, المديرية العامة للدفاع المدني {f}, الحماية المدنية {f}, الوقاية المدنية {f} | الحماية المدنية
red-crescent | red_crescent | Red Crescent | near | الهلال الأحمر {m}, جمعية الهلال الأحمر {f} |
embassy | embassy | embassy | all | السفارة {f}, سفارة {n} |
consulate | embassy | consulate | near | القنصلية {f}, القنصلية العامة {f}, قنصلية {n} |
journalists-union | union | journalists' union | arab | نقابة الصحفيين {p}, نقابة الصحافيين {p}, نقابة الصحفيين {m}, النقابة الوطنية للصحفيين {p} | نقابة الصحفيين
lawyers-union | union | bar association | arab | نقابة المحامين {p}, هيئة المحامين {f} | نقابة المحامين
doctors-union | union | doctors' union | arab | نقابة الأطباء {p} | نقابة الأطباء
engineers-union | union | engineers' union | arab | نقابة المهندسين {p} | نقابة المهندسين
railways | authority | railways | near | السكك الحديدية {f}, هيئة السكك الحديدية {f}, سكك حديد {n} | هيئة السكك الحديدية, هيئة سكك حديد
civil-aviation | authority | civil aviation authority | near | هيئة الطيران المدني {f}, سلطة الطيران المدني {f}, مصلحة الطيران المدني {f} | هيئة الطيران المدني
meteorology | science | meteorological service | near | هيئة الأرصاد الجوية {f}, الأرصاد الجوية {f} | هيئة الأرصاد الجوية
prison-service | authority | prison service | near | مصلحة السجون {f}, إدارة السجون {f}, هيئة السجون {f} | مصلحة السجون
fatwa-house | authority | fatwa authority | arab | دار الإفتاء {f}, دار الفتوى {f} | دار الإفتاء
labour-federation | union | labour federation | arab | الاتحاد العام لنقابات العمال {m}, اتحاد العمال {m}, الاتحاد العمالي العام {m} |
football-association | club | football association | all | الاتحاد {m} لكرة القدم |
olympic-committee | club | Olympic committee | all | اللجنة الأولمبية {f} |
"""


def fold(s):
    return re.sub("[\u064b-\u0652\u0670\u0640]", "", s.lower()).translate(str.maketrans("أإآٱةىؤئ", "ااااهيوي"))


def read():
    for path in sorted(LEXICON.glob("names*.tsv")):
        if path == LIST: continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line or line.startswith("#"): continue
            yield line.split("\t")


def keys(column):
    return {k.strip(): v.strip() for k, _, v in (x.partition("=") for x in column.split(";")) if v}


def main():
    states, english, claimed = {}, dict(ENGLISH), {}
    for id_, type_, kind, name, name_en, aliases, rest in read():
        k = keys(rest)
        weak = {fold(w) for w in k.get("weak", "").split(",")}
        for alias in [name] + aliases.split("|"):
            if alias and fold(alias) not in weak: claimed[fold(alias)] = id_
        if kind == "country" and "adj" in k: states[id_] = (name, name_en, [a.partition(":")[0] for a in k["adj"].split(",")])
        if kind == "government" and id_.endswith("-government") and k.get("parent"): english.setdefault(k["parent"], id_[: -len("-government")])
    ids = {row[0] for row in read()}
    lines = []
    for state, (name, name_en, adjectives) in states.items():
        if state not in english: continue
        adjectives = [a for a in adjectives if " " not in a and a not in ("صهيوني",)]
        group = ["all"] + (["near"] if state in ARAB + NEAR else []) + (["arab"] if state in ARAB else [])
        for body in BODIES.strip().splitlines():
            id_, kind, label, who, names, bare = (x.strip() for x in body.split("|"))
            if who not in group: continue
            id_ = f"{english[state]}-{id_}"
            forms = []
            for pattern in names.split(","):
                for a in adjectives or [""]:
                    if not a and "{n}" not in pattern: continue
                    plural = a[:-1] + "يين" if a.endswith("ي") else a + "ين"
                    form = pattern.strip().format(f="ال" + a + "ة", m="ال" + a, p="ال" + plural, n=name)
                    if form not in forms: forms.append(form)
            forms = [f for f in forms if " سلطنة " not in f]
            if not forms or id_ in ids or any(fold(f) in claimed for f in forms[: 1]) : continue
            own = [f for f in forms if fold(f) not in claimed]
            if not own or own[0] != forms[0]: continue
            for f in own: claimed[fold(f)] = id_
            speaker = "party" if kind in ("army", "command") else "expert" if kind == "science" else "international" if kind == "red_crescent" else "authority"
            parent = f"{english[state]}-government" if kind in ("ministry", "authority", "government") and f"{english[state]}-government" in ids else state
            rest = f"parent={parent}; speaker={speaker}"
            weak = [b.strip() for b in bare.split(",") if b.strip() and fold(b.strip()) not in claimed] if state in ARAB and state not in SPLIT else []
            if weak: rest += "; weak=" + ",".join(weak)
            english_name = f"{english[state].replace('-', ' ').title()} {label}"
            lines.append("\t".join([id_, "organisation", kind, own[0], english_name, "|".join(own[1:]), rest]))
    text = HEAD + "".join(line + "\n" for line in sorted(lines, key=lambda l: l.encode()))
    if "--check" in sys.argv:
        sys.exit(0 if LIST.exists() and LIST.read_text(encoding="utf-8") == text else f"{LIST.name} is not what tools/state_bodies.py makes")
    LIST.write_text(text, encoding="utf-8")
    print(len(lines), "bodies")


if __name__ == "__main__":
    main()
