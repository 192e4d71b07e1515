"""What must be kept and never read by whoever reads the database: encrypted with a key drawn from the secret key."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# A key for each purpose: what signs sessions encrypts nothing, though both come from one secret.
PURPOSE = b"throughcare second factors"


class Unreadable(Exception):
    """Encrypted with a secret key that this installation no longer knows."""


def encrypt(text: str) -> str:
    return _ciphers().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Raises Unreadable."""
    try:
        return _ciphers().decrypt(encrypted.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _ciphers() -> MultiFernet:
    """The present key encrypts; those before it can still be read with."""
    return MultiFernet([_cipher(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _cipher(secret: str) -> Fernet:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(urlsafe_b64encode(drawn))
