"""What the index would be under other pillar weights (SPEC 3.2): weights are a stated judgement."""

from collections.abc import Mapping
from fractions import Fraction

from .instrument import Instrument
from .scoring import Scorecard, mean

DOUBLE = 2


def sensitivity(instrument: Instrument, card: Scorecard) -> dict[str, Fraction] | None:
    """The index, 0 to 100, with "equal" weights and with each pillar's weight doubled, by pillar id.

    None where the index is not shown.
    """
    if card.index is None:
        return None
    weights = {pillar.id: pillar.weight for pillar in instrument.pillars}
    schemes = {"equal": dict.fromkeys(weights, Fraction(1))}
    schemes |= {id: {**weights, id: DOUBLE * weight} for id, weight in weights.items()}
    return {name: _index(card, scheme) for name, scheme in schemes.items()}


def _index(card: Scorecard, weights: Mapping[str, Fraction]) -> Fraction:
    value = mean((weight, card.pillars[id].value) for id, weight in weights.items())
    assert value is not None, "an index that is shown has a pillar with a value"
    return value
