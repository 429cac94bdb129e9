"""Goals, playbooks and reports."""

from ..model import Goals, Offer, Playbook, Products, Reports, Stage, Task
from .part import Part


def build_goals(part: Part) -> Goals:
    people = part.part("stakeholders")
    return Goals(
        part.text("purpose"),
        part.texts("supports"),
        part.integer("max_segments"),
        people.string("sponsor"),
        people.strings("users"),
        part.day("review_by"),
        tuple(_task(task) for task in part.list_parts("work_plan")),
        part.flag("research_plan"),
    )


def _task(part: Part) -> Task:
    return Task(part.text("task"), part.string("owner"), part.day("due"))


def build_playbook(key: str, part: Part) -> Playbook:
    return Playbook(
        key,
        part.required("for"),
        title=part.text("title"),
        objective=part.text("objective"),
        owner=part.string("owner"),
        cadence=part.text("cadence"),
        budget_share=part.share("budget_share"),
        channels=part.texts("channels"),
        journey=tuple(_stage(stage) for stage in part.list_parts("journey")),
        messages=part.text("messages"),
        offer=_offer(part.part("offer")),
        kpis=part.texts("kpis"),
        text=part.string("text"),
    )


def _stage(part: Part) -> Stage:
    return Stage(part.text("stage"), part.text("touchpoint"), part.share("drop_off"))


def _offer(part: Part) -> Offer:
    products = part.part("products")
    return Offer(
        part.string("price_list"),
        part.string("language"),
        part.string("currency"),
        part.text("shipping"),
        Products(products.strings("include"), products.strings("exclude"), products.text("reason")),
    )


def build_reports(part: Part) -> Reports:
    return Reports(part.strings("carry"), part.string("templates"), part.string("money"))
