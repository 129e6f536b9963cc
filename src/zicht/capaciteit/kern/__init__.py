"""De snelle kern: dezelfde regels als de trage rechter, op tafels van getallen en gecompileerd met numba.

Alleen `draaien` haalt deze modules op, en pas als er gerekend wordt: numba laden kost een halve seconde.

- `compileer`: hoe en waar wij compileren;
- `getallen`: toeval en verdelingen, bit voor bit gelijk aan `capaciteit.toeval`;
- `trekken` en `bezetting`: alle loting van een herhaling, vooraf, zodat ook anderen met dezelfde invoer kunnen rekenen;
- `rij`: rijen met voorrang;
- `stand`: wat er in een herhaling verandert; `zaken`, `dag` en `lus`: wat er gebeurt;
- `vegen`: herhalingen bij elkaar in tellingen die niet groeien met het aantal herhalingen.
"""
