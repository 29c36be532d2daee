import { apiSecurity, pageSecurity } from './security-headers.ts';

describe('security headers', () => {
  it('let an answer of the API do nothing in a browser', () => {
    expect(apiSecurity).toEqual({
      'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'origin-agent-cluster': '?1',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('let the page run its own scripts only', () => {
    const policy = pageSecurity['content-security-policy'];
    expect(policy).toMatch("default-src 'self'");
    expect(policy).not.toMatch('script-src');
    expect(policy).not.toMatch('unsafe-eval');
  });
});
