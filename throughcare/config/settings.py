"""Django's settings. What can be set is in `throughcare.config.environment`; all else is decided here."""

from throughcare.config import environment, signing
from throughcare.config.database import connection
from throughcare.config.places import BROWSER_ASSETS, PACKAGE, STATIC
from throughcare.instruments import library

HERE = environment.read()
# The one thing that is decided here and is not Django's: each process that scores knows whose files it may score with.
library.trust(environment.signers())

DEBUG = False
SECRET_KEY = environment.secret_key(HERE.data)
SECRET_KEY_FALLBACKS = list(HERE.entrance.old_secret_keys)
ALLOWED_HOSTS = list(HERE.hosts)

ROOT_URLCONF = "throughcare.config.urls"
WSGI_APPLICATION = "throughcare.config.wsgi.application"

INSTALLED_APPS = [
    "throughcare.organisations",
    "throughcare.audit",
    "throughcare.people",
    "throughcare.access",
    "throughcare.retention",
    "throughcare.acct",
    "throughcare.episodes",
    "throughcare.lookout",
    "throughcare.commencement",
    "throughcare.responses",
    "throughcare.worries",
    "throughcare.transfers",
    "throughcare.synthetic",
    "throughcare.web",
    "throughcare.measures",
    "throughcare.showing",
    "throughcare.equity",
    "throughcare.own",
    "throughcare.care",
    "throughcare.beds",
    "throughcare.peers",
    "throughcare.cover",
    "throughcare.papers",
    "throughcare.asking",
    "throughcare.oncall",
    "throughcare.estimates",
    "throughcare.plans",
    "throughcare.planning",
    "throughcare.caseload",
    "throughcare.providers",
    "throughcare.ladder",
    "throughcare.signin",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "throughcare.web.headers.strict_headers",
    "throughcare.exchange.outcomes.in_fhir",
    "throughcare.web.plain_requests.plain_requests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "throughcare.web.busy.Busy",
    "throughcare.asking.keeping.KeptToTheirQuestions",
    "throughcare.web.acting.Acting",
    "throughcare.signin.standing.StandingSession",
    "throughcare.own.keeping.KeptToTheirOwn",
    "throughcare.mentoring.keeping.KeptToMentoring",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "OPTIONS": {"environment": "throughcare.web.jinja.environment"},
    },
    {
        # django-allauth writes its mails, and the few pages we do not draw ourselves, in Django's own language.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ]
        },
    },
]

# Counts of tries are shared by all server processes, on all machines. Beyond so many the oldest are forgotten.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "signin_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

DATABASES = {"default": connection(HERE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True
FORMAT_MODULE_PATH: list[str] = []

AUTH_USER_MODEL = "organisations.Staff"
AUTHENTICATION_BACKENDS = ["throughcare.signin.accounts.StaffWithRoles"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
vars().update(signing.ALLAUTH)
ALLAUTH_TRUSTED_PROXY_COUNT = HERE.entrance.proxies
SOCIALACCOUNT_PROVIDERS = signing.providers(HERE.entrance.providers)
SECOND_FACTOR_REQUIRED = HERE.entrance.second_factor_required
SESSION_LIMITS = HERE.entrance.own_device
SHARED_SESSION_LIMITS = HERE.entrance.shared_device
SHARED_NETWORKS = HERE.entrance.shared_networks

SESSION_ENGINE = "throughcare.signin.session_store"
SESSION_COOKIE_AGE = int(HERE.entrance.own_device.end.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HERE.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "throughcare.web.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [HERE.origin]

SECURE_SSL_REDIRECT = HERE.https
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HERE.https else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HERE.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HERE.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Seconds for the head of a request to come in, and as many for its body.
INTAKE_LIMIT = HERE.intake_limit
# Forms send text. Beyond this a body is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

STATIC_URL = "/static/"
STATIC_ROOT = STATIC
STATICFILES_DIRS = [
    folder
    for folder in (BROWSER_ASSETS, ("throughcare", PACKAGE / "web" / "static"))
    if (folder[1] if isinstance(folder, tuple) else folder).is_dir()
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without-addresses": {"()": "throughcare.config.plain_log.WithoutAddresses"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without-addresses"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
