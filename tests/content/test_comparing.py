"""How much two versions differ: the threshold, what is structural, and which sections are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.comparing import MATERIAL, Part, Version, difference

WORDS = ("one two three four five", "six seven eight nine ten", "a b c d e", "f g h i j", "k l m n o")
KEYS = st.sampled_from(("situation", "choice", "outcome", "later"))
PARTS = st.dictionaries(
    KEYS, st.tuples(st.lists(st.sampled_from(WORDS), max_size=4), st.sampled_from(("", "ask")))
)
VERSIONS = st.builds(
    lambda parts, scored: Version(
        tuple(Part(key, tuple(said), asked) for key, (said, asked) in parts.items()), scored
    ),
    PARTS,
    st.dictionaries(st.sampled_from("qr"), st.sampled_from(("right: a", "right: b"))),
)


def version(*sections: tuple[str, list[str]], **scored: str) -> Version:
    return Version(tuple(Part(key, tuple(said)) for key, said in sections), scored)


@given(VERSIONS)
def test_nothing_differs_from_itself(one):
    same = difference(one, one)
    assert (same.share, same.sections, same.material, same.percent) == (0, (), False, 0)


@given(VERSIONS, VERSIONS)
def test_a_share_is_a_share_and_sections_are_those_of_the_new_version(one, other):
    found = difference(one, other)
    assert 0 <= found.share <= 1
    assert found.share == difference(other, one).share
    assert set(found.sections) <= {part.key for part in other.parts}


def test_a_typing_mistake_is_a_correction():
    said = [f"{number} words stand here." for number in range(20)]
    found = difference(version(("a", said)), version(("a", ["0 words stood here.", *said[1:]])))
    assert not found.material
    assert found.sections == ("a",)


@pytest.mark.parametrize(("changed", "material"), [(14, False), (15, True)])
def test_the_threshold(changed, material):
    said = [f"s{number}" for number in range(100)]
    new = [f"n{number}" for number in range(changed)] + said[changed:]
    found = difference(version(("a", said)), version(("a", new)))
    assert (found.share >= MATERIAL, found.material) == (material, material)


def test_a_new_section_a_gone_one_and_another_question_are_material_however_small():
    long = [f"s{number}" for number in range(1000)]
    one = version(("a", long))
    more = version(("a", long), ("b", ["x"]))
    assert difference(one, more).material
    assert difference(one, more).sections == ("b",)
    assert difference(more, one).material
    asks = Version((Part("a", tuple(long), "Which?"),))
    assert difference(one, asks).sections == ("a",)
    assert difference(version(q="right: a"), version(q="right: b")).questions == 1


def test_a_section_with_one_word_changed_is_not_named_beside_one_that_is_new():
    long = [f"s{number}" for number in range(100)]
    old = version(("a", long), ("b", ["old words"]))
    new = version(("a", ["other", *long[1:]]), ("b", ["new words"]))
    assert difference(old, new).sections == ("b",)
