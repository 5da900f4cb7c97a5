"""Feedback for lesson 04, Coordination in the Indo-Pacific."""

from ..exercises import Exercise, names, rounded, text, whole_number
from ..tables import load
from ..texts import count, words


def _entities(kind=None, in_article=None):
    """Return a function that counts entities: of one kind or all, in the article or not or both."""
    def number():
        entities = load("entities")
        if kind:
            entities = entities[entities["kind"] == kind]
        if in_article is not None:
            entities = entities[entities["in_article"] == in_article]
        return len(entities)
    return number


def _hollow():
    entities = load("entities")
    return int((entities["latitude"].notna() & ~entities["in_article"]).sum())


def _either():
    entities = load("entities")
    return int(((entities["kind"] == "place") | ~entities["in_article"]).sum())


def _naming(entity_id, *more):
    def chosen():
        mentions = load("mentions")
        return names([*mentions.loc[mentions["entity_id"] == entity_id, "commitment_id"], *more])
    return chosen


def _rate(counted_in, per=1000, words_of=None, term="alliance"):
    """Return the rate of a term in a statement, rounded as the answer is; per None: the count."""
    def rate():
        counts = load("term_counts").set_index(["statement_id", "term_id"])["count"]
        number = float(counts[counted_in, term])
        if per is None:
            return number
        words = load("statements").set_index("statement_id")["words"]
        return round(per * number / float(words[words_of or counted_in]), 1)
    return rate


def _coercion(answer):
    pattern = load("terms").set_index("term_id").loc["coercion", "pattern"]
    length, found = words(answer), count(pattern, answer)
    if not length:
        return "There is no word in this text. Write a sentence between the quotation marks."
    if length > 20:
        return f"This text has {length} words; at most 20 are wanted. In a shorter text each word weighs more."
    if not found and "coerce" in answer:
        return "\"Coerce\" does not count: the pattern wants the letters coerci, as in coercion and coercive."
    if not found:
        return "The pattern finds nothing here. Use the word coercion, or a relative that begins with coerci."
    rate = 1000 * found / length
    if rate < 150:
        return f"Found {found}, in {length} words: a rate of {rate:.0f} per 1,000. Use the word more often, or fewer other words."
    return None


EXERCISES = {
    "4.1": Exercise(
        read=whole_number,
        expected=_entities("place", False),
        right="All five are islands or bases: Okinawa with Henoko and Futenma, the Southwest Islands, and the Senkaku Islands, "
              "which Japan administers. The article keeps the seas and the strait between them.",
        traps=[
            (_entities("place", True), "Those are the places that the article names. Turn the second condition round with ~."),
            (_entities("place"), "Those are all places. Add the condition that the article does not name them."),
            (_entities(None, False), "That counts everything the article leaves out: actors, documents and technologies too. "
             "Keep only the kind place."),
            (_hollow, "That is what the map leaves out, actors and places together. Keep only the kind place."),
            (_either, "That joins the two conditions with or. Both must hold: use &."),
            (_entities("actor", False), "Those are the actors the article leaves out. The question asks for places."),
        ],
        hints=["Take the two conditions of the example and change the kind.",
               "`(entities[\"kind\"] == \"place\") & ~entities[\"in_article\"]`",
               "`len(entities[...])`, with that condition between the brackets, counts the rows."],
    ),
    "4.2": Exercise(
        read=names,
        expected=_naming("dprk"),
        right="Four commitments, more than name any other state but the two speakers; the article, which says "
              "Korean Peninsula, does not name it.",
        traps=[
            (_naming("dprk", "I13"), "I13 is about the abductions issue, which concerns the DPRK, but does not name it. "
             "List what the table holds."),
            (_naming("prc"), "Those are the commitments that name the PRC. Change the entity."),
            (frozenset, "The condition picks no row. The entity_id is in small letters: dprk."),
            (_naming("republic-of-korea"), "Those name the Republic of Korea (ROK). The DPRK is the other state on the peninsula."),
        ],
        hints=["Copy the line of the prompt and change one word in it.",
               "The entity_id of the DPRK is \"dprk\".",
               "`list(mentions[mentions[\"entity_id\"] == \"dprk\"][\"commitment_id\"])`"],
    ),
    "4.3": Exercise(
        read=rounded(1),
        expected=_rate("statement-2025"),
        right="The count falls from 15 to 3 within a year, the rate only from 2.9 to 2.5. "
              "A count would have told you that the alliance had all but vanished from the text.",
        traps=[
            (_rate("statement-2025", None), "That is the count. Divide it by the words of the same statement, and multiply by 1,000."),
            (_rate("statement-2024"), "That is the rate in 2024. Change both years: the count and the words."),
            (_rate("statement-2025", words_of="statement-2024"), "Count and words are of two different years: the words are those of 2024."),
            (_rate("statement-2024", words_of="statement-2025"), "Count and words are of two different years: the count is that of 2024."),
            (_rate("statement-2025", term="defense"), "That is the rate of defense. Change the term, too."),
            (_rate("statement-2025", 100), "That is per 100 words. Multiply by 1,000."),
            (_rate("statement-2025", 1), "That is per word, so small that it rounds to zero. Multiply by 1,000."),
        ],
        hints=["You need a count and a number of words, both of 2025.",
               "`counts.loc[\"alliance\", \"2025\"]` and `words[\"2025\"]`",
               "`1000 * counts.loc[\"alliance\", \"2025\"] / words[\"2025\"]`"],
    ),
    "4.4": Exercise(
        read=text,
        judge=_coercion,
        right="A few words are enough for a rate far above that of every statement in the table. In a short text each "
              "word weighs a lot, so compare rates only of texts long enough, and look at the count too.",
        hints=["Count the matches you need: at a rate of 150, three in 20 words, or two in 13.",
               "\"Coercion\" and \"coercive\" count, \"coerce\" does not.",
               "\"Coercion breeds coercion.\" has two matches in three words."],
    ),
}
