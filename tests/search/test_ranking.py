"""Pages by score, ties by id: the same as sorting everything, whatever an engine gives first among equals."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from search.ranking import take_ranked


@dataclass(frozen=True)
class Place:
    segment_ord: int
    doc: int


@given(
    st.lists(st.tuples(st.sampled_from([1.0, 1.5, 2.0]), st.integers(0, 2)), max_size=400),
    st.integers(1, 50),
    st.randoms(use_true_random=False),
)
def test_pages_are_the_sorted_whole(scored, limit, random):
    names = [f"{number:04d}" for number in range(len(scored))]
    random.shuffle(names)
    segments = {}
    hits = []
    for name, (score, segment) in sorted(zip(names, scored, strict=True)):
        place = Place(segment, segments.setdefault(segment, 0))
        segments[segment] += 1
        hits.append((score, place, name))
    name_of = {place: name for _, place, name in hits}
    by_engine = sorted(hits, key=lambda hit: (-hit[0], hit[1].segment_ord, hit[1].doc))
    expected = [name for _, _, name in sorted(hits, key=lambda hit: (-hit[0], hit[2]))]
    found, after = [], None
    while True:
        page = take_ranked(
            lambda wanted: [(score, place) for score, place, _ in by_engine[:wanted]],
            name_of.__getitem__,
            after=after,
            seen=len(found),
            limit=limit,
            most=len(hits),
        )
        found += [name_of[place] for _, place in page]
        if len(page) < limit:
            break
        after = (page[-1][0], name_of[page[-1][1]])
    assert found == expected
