"""Which devices count as signed by their owner, whatever else stands in what people publish?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import vodozemac

from bot.matrix.crypto.device_trust import Signatures
from bot.matrix.crypto.identity import Identity, new_identity, published, signature

ANNA, EVE = "@anna:stadt.example", "@eve:stadt.example"


def device(user: str, name: str, account: vodozemac.Account) -> dict[str, Any]:
    curve, ed = account.curve25519_key.to_base64(), account.ed25519_key.to_base64()
    return {"user_id": user, "device_id": name, "algorithms": [], "keys": {f"curve25519:{name}": curve, f"ed25519:{name}": ed}}


class Person:
    """Somebody with an identity and one device, and what the homeserver says of them."""

    def __init__(self, user: str, *, signed: bool = True) -> None:
        self.user = user
        self.phone = vodozemac.Account()
        self.identity: Identity = new_identity()
        own = device(user, "PHONE", self.phone)
        if signed:
            own["signatures"] = signature(user, self.identity.self_signing, own)
        keys = published(self.identity, user, "PHONE", "signature")
        self.answer: dict[str, Any] = {
            "device_keys": {user: {"PHONE": own}},
            "master_keys": {user: keys["master_key"]},
            "self_signing_keys": {user: keys["self_signing_key"]},
        }

    def counts(self, answer: dict[str, Any], user: str = "") -> bool:
        signatures = Signatures()
        signatures.learn(answer)
        return signatures.is_signed(user or self.user, self.phone.curve25519_key.to_base64(), self.phone.ed25519_key.to_base64())


def test_a_device_counts_that_its_owner_has_signed() -> None:
    anna, ben = Person(ANNA), Person(ANNA, signed=False)
    assert anna.counts(anna.answer)
    assert not ben.counts(ben.answer)
    assert not anna.counts(anna.answer, user=EVE)


@pytest.mark.parametrize("what", ["master_keys", "self_signing_keys"])
def test_without_an_identity_nothing_counts(what: str) -> None:
    anna = Person(ANNA)
    assert not anna.counts({**anna.answer, what: {}})


def test_another_identity_than_the_one_that_signed_does_not_vouch() -> None:
    anna, other = Person(ANNA), Person(ANNA)
    assert not anna.counts({**anna.answer, "self_signing_keys": other.answer["self_signing_keys"]})
    assert not anna.counts({**anna.answer, "master_keys": other.answer["master_keys"]})


def test_somebody_elses_signature_does_not_vouch() -> None:
    anna, eve = Person(ANNA, signed=False), Person(EVE)
    answer = deepcopy(anna.answer)
    own = answer["device_keys"][ANNA]["PHONE"]
    own["signatures"] = {ANNA: next(iter(signature(EVE, eve.identity.self_signing, own).values()))}
    assert not anna.counts(answer)
    # Nor do Eve's keys, put in the place of Anna's.
    answer["master_keys"][ANNA] = eve.answer["master_keys"][EVE]
    answer["self_signing_keys"][ANNA] = eve.answer["self_signing_keys"][EVE]
    assert not anna.counts(answer)


def test_a_device_with_other_keys_than_those_signed_does_not_count() -> None:
    anna = Person(ANNA)
    answer = deepcopy(anna.answer)
    answer["device_keys"][ANNA]["PHONE"]["keys"]["curve25519:PHONE"] = vodozemac.Account().curve25519_key.to_base64()
    assert not anna.counts(answer)


def test_a_device_under_another_name_does_not_count() -> None:
    anna = Person(ANNA)
    answer = deepcopy(anna.answer)
    answer["device_keys"][ANNA]["TABLET"] = answer["device_keys"][ANNA].pop("PHONE")
    assert not anna.counts(answer)


@pytest.mark.parametrize(
    "odd", [None, [], "keys", {"keys": None}, {"keys": {"ed25519:x": 7}}, {"keys": {"ed25519:x": "x"}, "signatures": []}]
)
def test_what_cannot_be_understood_harms_nobody_else(odd: Any) -> None:
    anna, eve = Person(ANNA), Person(EVE)
    for place in ("device_keys", "master_keys", "self_signing_keys"):
        answer = {key: anna.answer[key] | eve.answer[key] for key in anna.answer}
        answer[place][EVE] = {"PHONE": odd} if place == "device_keys" else odd
        assert anna.counts(answer)
        assert not eve.counts(answer)


def test_a_signature_that_was_taken_back_counts_no_longer() -> None:
    anna = Person(ANNA)
    signatures = Signatures()
    signatures.learn(anna.answer)
    signatures.learn({**anna.answer, "self_signing_keys": {}})
    assert not signatures.is_signed(ANNA, anna.phone.curve25519_key.to_base64(), anna.phone.ed25519_key.to_base64())
