const untrusted =
  'If a proxy or firewall inspects traffic here, pass its certificate authority as the option ca (PEM).';

/** What to do about the errors of TLS, by their code. Another attempt would fail in the same way. */
const advice: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_HAS_EXPIRED:
    'The certificate has expired: check the clock of this machine and the options ca and proxies.',
  CERT_NOT_YET_VALID: 'The certificate is not valid yet: check the clock of this machine.',
  CERT_REVOKED: 'The certificate was revoked: check the options ca and proxies.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate is for another host: check the options baseUrl, ca and proxies.',
};

/** Returns what to do about an untrusted certificate; `undefined` for the code of anything else. */
export function certificateAdvice(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(advice, code) ? advice[code] : undefined;
}
