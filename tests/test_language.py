import pytest

from factcheck.language import Skipped, foreign, language
from factcheck.parsing import parse, skipped

ENGLISH = "The minister said that the road to the south would be closed for ten days."
OTHERS = {
    "fr": "Le ministre a déclaré que la route du sud serait fermée pendant dix jours.",
    "de": "Der Minister hat erklärt, dass die Straße nach Süden zehn Tage gesperrt bleibt.",
    "es": "El ministro declaró que la carretera del sur estará cerrada durante diez días.",
    "it": "Il ministro ha dichiarato che la strada del sud resterà chiusa per dieci giorni.",
    "nl": "De minister zei dat de weg naar het zuiden tien dagen gesloten zal blijven.",
    "pl": "Minister powiedział, że droga na południe będzie zamknięta przez dziesięć dni.",
    "tr": "Bakan, güneye giden yolun on gün boyunca kapalı kalacağını söyledi ve ekledi.",
    "ru": "Министр заявил, что дорога на юг будет закрыта в течение десяти дней.",
    "uk": "Міністр заявив, що дорога на південь буде закрита протягом десяти днів.",
    "ar": "قال الوزير إن الطريق إلى الجنوب سيبقى مغلقا لمدة عشرة أيام",
    "zh": "部长表示，通往南方的道路将关闭十天，直到另行通知。",
    "ja": "大臣は南への道路が十日間閉鎖されると述べました。",
    "ko": "장관은 남쪽으로 가는 도로가 열흘 동안 폐쇄될 것이라고 말했다.",
}


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_a_sentence_is_told_from_english(code, text):
    assert language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Sergei Lavrov, Staffan de Mistura, Jean-Marc Ayrault, Frank-Walter Steinmeier, "
        "Federica Mogherini, Riyad Hijab, Mohammad Javad Zarif, Adel al-Jubeir (left to right)",
        "Left: Bashar Jaafari, Samantha Power, Vitaly Churkin. Right: François Delattre.",
        "Von der Leyen, Le Pen, Di Maio and De Gaulle met Erdoğan in São Paulo.",
        "Lavrov: «Нет». Kerry: “No.”",
        "Rebels reject truce; envoys blame Moscow, Damascus, Tehran",
        "“C’est la vie,” said Ana Voss.",
        "12.5 14.8 16.0 (n = 144)",
        "Ĳ ʼn ﬁ ﬂ 𝗕𝗼𝗹𝗱 𝗹𝗲𝘁𝘁𝗲𝗿𝘀 ＦＵＬＬ ＷＩＤＴＨ",
        "",
        "\ud800\udfff\x00",
    ],
)
def test_english_and_what_cannot_be_told_stay(text):
    assert language(text) in ("en", None)


def test_a_short_paragraph_goes_with_its_neighbours():
    assert foreign([OTHERS["fr"], "Merci.", OTHERS["fr"]]) == {0: "fr", 1: "fr", 2: "fr"}
    assert foreign([OTHERS["fr"], "No deal.", ENGLISH]) == {0: "fr"}
    assert foreign(["Road closed", OTHERS["fr"], ENGLISH]) == {1: "fr"}
    assert foreign(["La route fermée", OTHERS["fr"]]) == {0: "fr", 1: "fr"}
    assert foreign([ENGLISH, "No deal."]) == {}


def test_what_is_passed_over_is_white_space_and_every_offset_stays():
    text = f"{OTHERS['ru']}\n\n{ENGLISH}\n\n«{OTHERS['fr']}»\n"
    doc = parse(text)
    assert doc.text.split() == ENGLISH.split()
    assert doc.text.index(ENGLISH) == text.index(ENGLISH)
    assert skipped(doc) == Skipped({"ru": 1, "fr": 1}, False)
    assert skipped(parse(ENGLISH)) is None


def test_one_line_says_what_was_passed_over():
    some = Skipped({"fr": 2, "de": 2, "ru": 3}, False)
    assert str(some) == (
        "has 7 paragraphs not in English, passed over: 3 Russian, 2 German, 2 French"
    )
    assert str(Skipped({"zxx": 1}, False)) == (
        "has 1 paragraph not in English, passed over: 1 language 'zxx'"
    )
    assert str(Skipped({"fr": 2}, True)) == "is not in English (French) and was passed over"
