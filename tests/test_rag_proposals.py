"""Whether what a question proposes of bodies holds."""

import pytest
from small_documents import clause, document

from corpus.gazetteer import read_name
from corpus.types import Responsibility, Role
from rag.proposals import Proposal, is_every_local, is_short_for, proposal_of, verdict_on
from rag.query import Focus, Query
from rag.types import Intent, Language

LEAD, HELPER = ("省民政厅", Role.LEAD), ("省财政厅", Role.PARTICIPANT)
SECOND_LEAD = ("省卫生健康委", Role.LEAD)
JOINT = (("省民政厅", Role.JOINT), ("省教育厅", Role.JOINT))
SOLE = (("省财政厅", Role.SOLE),)


def verdict(units, proposed, **flags):
    duties = [Responsibility(agency=name, role=role, words=name) for name, role in units]
    found = {one.agency: one for one in duties}
    proposals = [Proposal(read_name(name), found.get(name), None) for name in proposed]
    query = Query(
        question="?",
        standalone="?",
        language=Language.SIMPLIFIED,
        intent=Intent.AGENCY,
        topic="",
        proposes=True,
        **flags,
    )
    return verdict_on(query, duties, proposals).value


@pytest.mark.parametrize(
    ("units", "proposed", "flags", "wanted"),
    [
        (SOLE, ["省财政厅"], {}, "yes"),
        (SOLE, ["省民政厅"], {}, "no"),
        (JOINT, ["省民政厅"], {}, "partly"),  # said to be the one, and one of two
        (JOINT, ["省民政厅"], {"takes_part": True}, "yes"),
        (JOINT, ["省公安厅"], {"takes_part": True}, "no"),
        (JOINT, ["省民政厅", "省教育厅"], {}, "yes"),
        (JOINT, ["省民政厅", "省公安厅"], {"takes_part": True}, "partly"),
        ((LEAD, HELPER), ["省民政厅"], {"focus": Focus.LEAD}, "yes"),
        ((LEAD, SECOND_LEAD), ["省民政厅"], {"focus": Focus.LEAD}, "partly"),
        ((LEAD, SECOND_LEAD), ["省民政厅"], {"focus": Focus.LEAD, "takes_part": True}, "yes"),
        ((LEAD, HELPER), ["省财政厅"], {"focus": Focus.LEAD}, "no"),
        ((LEAD, HELPER), ["省财政厅"], {}, "partly"),
        ((LEAD, HELPER), ["省财政厅"], {"takes_part": True}, "yes"),
        ((LEAD, HELPER), ["省财政厅"], {"supports": True}, "yes"),
        ((LEAD, HELPER), ["省民政厅"], {"supports": True}, "no"),
        ((LEAD, HELPER), ["省公安厅"], {"supports": True}, "no"),
    ],
)
def test_a_proposal_holds_by_the_role_and_by_who_else_has_it(units, proposed, flags, wanted):
    assert verdict(units, proposed, **flags) == wanted


def unit_meant(asked, *units):
    duties = tuple(Responsibility(agency=one, role=Role.JOINT, words=one) for one in units)
    found = proposal_of(
        read_name(asked), clause("d", "一", "字", responsibilities=duties), document("d")
    ).found
    return found and found.agency


@pytest.mark.parametrize(
    ("asked", "units", "wanted"),
    [
        ("检验检疫局", ("太原海关", "山西出入境检验检疫局"), "山西出入境检验检疫局"),
        ("检验检疫局", ("太原海关", "省商务厅"), "太原海关"),  # it took over the work
        ("机场局", ("省商务厅", "省民航机场管理局"), "省民航机场管理局"),
        ("市府督查室", ("市政府办公室", "市政府督查室"), "市政府督查室"),
        ("机场局", ("省商务厅",), None),
        ("县政府", ("省商务厅", "各级人民政府"), "各级人民政府"),
        ("市政府", ("省商务厅", "各市(州)人民政府"), "各市(州)人民政府"),
        ("县政府", ("省商务厅", "各市(州)人民政府"), None),
        ("省政府", ("省商务厅", "各市(州)人民政府"), None),
        ("市政府", ("有关县(市、区)政府",), "有关县(市、区)政府"),
        ("县政府", ("县人民政府", "各级人民政府"), "县人民政府"),
        ("县政府", ("省人民政府",), None),
        ("县财政局", ("各级人民政府",), None),
    ],
)
def test_of_several_units_the_one_most_alike_is_meant(asked, units, wanted):
    assert unit_meant(asked, *units) == wanted


def test_a_short_name_holds_characters_of_the_full_one_in_its_order():
    assert is_short_for("机场局", "省民航机场管理局")
    assert not is_short_for("机场局", "省民航机场集团")
    assert not is_short_for("场机局", "省民航机场管理局")
    assert not is_short_for("", "")


@pytest.mark.parametrize(
    ("agency", "every"),
    [
        ("各级人民政府", True),
        ("各市(州)人民政府", True),
        ("有关县(市、区)政府", True),
        ("相关市县政府", True),
        ("省人民政府", False),
        ("各省人民政府", False),
        ("县人民政府", False),
        ("各级财政部门", False),
        ("各级人民政府办公厅", False),
    ],
)
def test_the_governments_of_all_places_are_one_unit(agency, every):
    assert is_every_local(agency) is every
