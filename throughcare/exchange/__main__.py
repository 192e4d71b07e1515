"""`python -m throughcare.exchange` prints the CapabilityStatement that docs/api keeps."""

import json
import sys

from throughcare.exchange.capability import capability

sys.stdout.write(json.dumps(capability(), indent=2, ensure_ascii=False) + "\n")
