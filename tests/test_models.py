"""Rules that hold for every table, present and future."""

import re

import pytest
from django.apps import apps
from django.db import models

OURS = [model for model in apps.get_models() if model.__module__.startswith("drogowskaz.")]
PAIRS = [
    (model, field.name.removesuffix("_at"))
    for model in OURS
    for field in model._meta.local_fields
    if field.name.endswith("_at")
    and field.null
    and f"{field.name.removesuffix('_at')}_by" in {other.name for other in model._meta.fields}
]
MODEL_METHODS_OF_DJANGO = ("save", "delete", "clean", "full_clean")


def named(value):
    return getattr(value, "__name__", value)


@pytest.mark.parametrize(("model", "deed"), PAIRS, ids=named)
def test_when_and_who_are_kept_together_by_the_database(model, deed):
    assert f"{model._meta.model_name}_{deed}_at_with_by" in {c.name for c in model._meta.constraints}


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_table_orders_itself(model):
    assert not model._meta.ordering


@pytest.mark.parametrize("model", OURS, ids=named)
def test_records_of_deeds_outlive_people(model):
    keys = [f for f in model._meta.local_fields if isinstance(f, models.ForeignKey) and f.name.endswith("by")]

    assert [key.name for key in keys if key.remote_field.on_delete is not models.PROTECT] == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_saving_is_only_saving(model):
    assert [name for name in MODEL_METHODS_OF_DJANGO if name in vars(model)] == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_manager_hides_rows(model):
    assert type(model._default_manager).get_queryset is models.Manager.get_queryset


@pytest.mark.parametrize("model", OURS, ids=named)
def test_constraints_are_sentences_about_their_table(model):
    words = {model._meta.model_name} | {word.lower() for word in re.findall("[A-Z][a-z]+", model.__name__)}
    names = [constraint.name for constraint in model._meta.constraints]

    assert [name for name in names if name.partition("_")[0] not in words] == []


@pytest.mark.parametrize("model", OURS, ids=named)
def test_days_end_in_on_and_moments_in_at(model):
    wrong = [
        f.name
        for f in model._meta.local_fields
        if (isinstance(f, models.DateTimeField) and not (f.name == "at" or f.name.endswith("_at")))
        or (
            isinstance(f, models.DateField)
            and not isinstance(f, models.DateTimeField)
            and not (f.name == "on" or f.name.endswith("_on"))
        )
    ]

    assert [name for name in wrong if (model.__name__, name) not in OF_DJANGO] == []


OF_DJANGO = {("User", "last_login"), ("User", "date_joined")}


@pytest.mark.parametrize("model", OURS, ids=named)
def test_a_state_changes_only_by_a_move(model):
    fields = {field.name: field for field in model._meta.local_fields}

    assert "state" not in fields or not fields["state"].editable


@pytest.mark.parametrize("model", OURS, ids=named)
def test_every_table_has_a_name_for_people(model):
    assert "__str__" in vars(model)


@pytest.mark.parametrize("model", OURS, ids=named)
def test_no_table_hangs_on_any_other_by_chance(model):
    assert [f.name for f in model._meta.get_fields() if type(f).__name__ == "GenericForeignKey"] == []


def test_no_word_of_the_domain_is_in_common():
    assert [model for model in OURS if model.__module__.startswith("drogowskaz.common.")] == []
