"""Accounts, posts held over time, sessions without addresses, and the counters that slow guessing down."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now

from dinhlang.apps.organisations.models import Unit
from dinhlang.domain.accounts.roles import POST_ROLES


class UserManager(BaseUserManager["User"]):
    """Makes accounts; the address is the name by which one signs in."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password it can only be opened by a link sent to the address."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find the account of an address, however it was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in. What one may do comes from the posts held, never from this row."""

    email = models.EmailField(max_length=254, unique=True)  # always in small letters
    name = models.CharField(max_length=120, blank=True)  # officials: shown with the post; citizens may leave it empty
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)  # an invented officer: may be opened by a role card
    created_at = models.DateTimeField(db_default=Now())

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_small")]

    def __str__(self) -> str:
        """Return the number, never the name or address: this string ends up in logs."""
        return f"account {self.pk}"


class Post(models.Model):
    """An office of a unit (chức danh) with the roles it gives; it exists for a period, whoever holds it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=200)
    roles = ArrayField(models.CharField(max_length=20))
    sees_identity = models.BooleanField(default=False)  # may open the name and address of a petitioner: not of a role
    seats = models.PositiveSmallIntegerField(default=1)
    valid = DateRangeField()  # [from, to)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(roles__contained_by=[role.value for role in POST_ROLES]) & Q(roles__len__gt=0),
                name="post_roles_known",
            ),
            models.CheckConstraint(condition=Q(seats__gt=0), name="post_has_a_seat"),
            models.CheckConstraint(condition=Q(valid__isempty=False), name="post_period"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Tenure(models.Model):
    """One person holding one seat of a post, from a moment until a moment: rights end with the second."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tenures")
    seat = models.PositiveSmallIntegerField(default=1)  # 1 … post.seats
    valid = DateTimeRangeField()  # [from, to): a moment, so that an ending counts at once

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid__isempty=False), name="tenure_period"),
            ExclusionConstraint(
                name="tenure_one_holder_a_seat",
                expressions=[
                    (F("post"), RangeOperators.EQUAL),
                    (F("seat"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="tenure_person_once_a_post",
                expressions=[
                    (F("user"), RangeOperators.EQUAL),
                    (F("post"), RangeOperators.EQUAL),
                    (F("valid"), RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Session(AbstractBaseSession):
    """A browser that is known: whose, since when, which kind of device. No address, by rights.md 8."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # to five minutes: not a trace of what somebody did when
    device = models.CharField(max_length=40, blank=True)  # "Firefox · Android", nothing finer


class AddressSalt(models.Model):
    """The salt of one day's address hashes; with its row goes every possibility to undo them."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)


class RateWindow(models.Model):
    """How often a key was used in one window of a scope. The key is always a hash."""

    pk = models.CompositePrimaryKey("scope", "key", "starts_at")
    scope = models.CharField(max_length=40)
    key = models.BinaryField(max_length=16)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    used = models.PositiveIntegerField()


class CacheRow(models.Model):
    """The rows of Django's database cache (settings.CACHES): sign-in limits hold across all web processes."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
