// An OpenID provider (oidc-provider, certified by the OpenID Foundation) that gives programs tokens with roles and shops.
// POST /rotate makes a new key and signs with it, POST /forget takes all others out of the key set. Ends with its input.
import { createServer } from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

let serial = 0;
let keys = [];
let current;

function key() {
  serial += 1;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: `key-${serial}`, use: 'sig', alg: 'RS256' };
}

function provider(issuer) {
  return new Provider(issuer, {
    jwks: { keys },
    clients: [{
      client_id: 'pipeline', client_secret: 'pipeline-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [],
    }],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (ctx, resource) => ({
          scope: '', audience: resource, accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: () => ({ roles: ['ops', 'support'], shops: 'main' }),
  });
}

const server = createServer((request, response) => {
  if (request.method === 'POST' && ['/rotate', '/forget'].includes(request.url)) {
    keys = request.url === '/rotate' ? [key(), ...keys] : keys.slice(0, 1);
    current = provider(issuer()).callback();
    response.end();
  } else {
    current(request, response);
  }
});
const issuer = () => `http://127.0.0.1:${server.address().port}`;
server.listen(0, '127.0.0.1', () => {
  keys = [key()];
  current = provider(issuer()).callback();
  console.log(`issuer ${issuer()}`);
});
process.stdin.resume().on('end', () => process.exit(0));
