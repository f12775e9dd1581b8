#!/usr/bin/env python3
"""Makes a draw again: python3 verify-draw.py PROOF.json, where PROOF.json is GET /api/v1/rooms/{id}/giveaways/{id}/proof."""
import hashlib, hmac, json, sys

proof = json.load(open(sys.argv[1], encoding="utf-8"))
seed, entrants, winners = bytes.fromhex(proof["seed"]), proof["entrants"], proof["winners"]
assert proof["algorithm"] == "hmac-sha256-lowest-v1", "another algorithm"
assert hashlib.sha256(seed).hexdigest() == proof["commitment"], "not the seed that was committed to"
assert sorted(set(entrants)) == entrants, "entrants out of order, or one twice"
assert hashlib.sha256("\n".join(entrants).encode()).hexdigest() == proof["entrantsHash"], "not the entrants that were hashed"
order = sorted(entrants, key=lambda entrant: (hmac.new(seed, entrant.encode(), "sha256").hexdigest(), entrant))
assert order[: len(winners)] == winners, "not the lowest tickets"
print(f"The draw holds: {len(winners)} of {len(entrants)} entrants won.")
