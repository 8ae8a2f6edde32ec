"""Addresses of the learning record, of certificates and of the evidence pack."""

from django.urls import path

from .views import certificates, evidence, records

ONE = "certificates/<uuid:certificate>/"
urlpatterns = [
    path("me/record/", records.record, name="record"),
    path("me/record.json", records.record_json, name="record_json"),
    path("me/record.pdf", records.record_pdf, name="record_pdf"),
    path("me/record/evidence/", records.evidence_consent, name="evidence_consent"),
    path("me/record/<slug:module>/certificate/", records.certificate_make, name="certificate_make"),
    path(ONE, certificates.certificate, name="certificate"),
    path(f"{ONE}certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path(f"{ONE}credential.json", certificates.credential_json, name="credential_json"),
    path(f"{ONE}credential.jwt", certificates.credential_jwt, name="credential_jwt"),
    path(f"{ONE}withdraw/", records.certificate_withdraw, name="certificate_withdraw"),
    path("certificates/issuer.json", certificates.issuer, name="issuer"),
    path("certificates/revoked.json", certificates.revoked, name="revoked"),
    path("certificates/keys/<str:key>.json", certificates.public_key, name="public_key"),
    path(".well-known/jwks.json", certificates.key_set, name="key_set"),
    path("organisations/<uuid:organisation>/evidence/", evidence.evidence, name="evidence"),
    path("organisations/<uuid:organisation>/evidence/pack/", evidence.evidence_pack, name="evidence_pack"),
]
