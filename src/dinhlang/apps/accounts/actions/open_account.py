"""Make an account for an official."""

from allauth.account.models import EmailAddress
from django.db import transaction

from dinhlang.apps.accounts.models import User


@transaction.atomic
def open_account(*, email: str, name: str, is_demo: bool = False) -> User:
    """Return the account of an address, making one without a password when there is none.

    Whoever calls has judged already that the caller may: an account alone gives no right.
    """
    address = email.strip().lower()
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, name=name.strip(), is_demo=is_demo)
        # An administrator vouches for the address; a password still comes only by a link or a mail to it.
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    elif not user.name and name.strip():
        user.name = name.strip()
        user.save(update_fields=["name"])
    return user
