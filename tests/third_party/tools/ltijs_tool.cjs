// An LTI 1.3 tool on ltijs with SQLite, so that our LMS is judged by software that is not ours.
//
//     NODE_PATH=…/node_modules node ltijs_tool.cjs CONFIG.json PORT
//
// CONFIG and answers are those of pylti_tool.py. Prints `ready` when it listens, some seconds after its
// start, for it makes a 4096-bit key first. A launch answers by a redirect to itself, then JSON.
const { readFileSync } = require('node:fs')
const { Provider: lti } = require('ltijs')
const Database = require('ltijs-sequelize')

const config = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const port = Number(process.argv[3])
const secret = 'only for tests, and long enough'

lti.setup(secret, { plugin: new Database('lti', '', '', { dialect: 'sqlite', storage: ':memory:', logging: false }) }, {
  appRoute: '/launch',
  loginRoute: '/login',
  keysetRoute: '/jwks',
  cookies: { secure: false, sameSite: '' },
  devMode: false
})

lti.onConnect(async (token, _request, response) => {
  const answer = { library: 'ltijs', sub: token.user, name: token.userInfo?.name, roles: token.platformContext.roles, failed: {} }
  for (const [name, service] of [['roster', roster], ['score', score]]) {
    try {
      Object.assign(answer, await service(token))
    } catch (refusal) {
      const said = refusal.response
      answer.failed[name] = said ? `${said.statusCode} ${said.body}`.slice(0, 300) : refusal.message
    }
  }
  return response.json(answer)
})

async function roster (token) {
  const members = []
  let pages = 0
  let options = { pages: 1, limit: config.limit ?? 50 }
  while (options) {
    const page = await lti.NamesAndRoles.getMembers(token, options)
    members.push(...page.members)
    pages += 1
    options = page.next && { pages: 1, url: page.next }
  }
  return { members: members.length, pages, first_member: members[0] }
}

async function score (token) {
  const wanted = { label: 'Third party', scoreMaximum: 10, tag: 'third-party', resourceId: 'third-party' }
  const found = await lti.Grade.getLineItems(token, { resourceId: wanted.resourceId })
  const item = found.lineItems[0] ?? await lti.Grade.createLineItem(token, wanted)
  const given = { userId: token.user, scoreGiven: 7.5, scoreMaximum: 10, activityProgress: 'Completed', gradingProgress: 'FullyGraded' }
  await lti.Grade.submitScore(token, item.id, given)
  return { line_item: item.id, score_posted: true, results: (await lti.Grade.getScores(token, item.id)).scores }
}

lti.onInvalidToken((_request, response) => response.status(400).json({ library: 'ltijs', refused: response.locals.err }))

async function main () {
  await lti.deploy({ port, silent: true })
  await lti.registerPlatform({
    url: config.iss,
    name: 'platform',
    clientId: config.client_id,
    authenticationEndpoint: config.auth_url,
    accesstokenEndpoint: config.token_url,
    authConfig: { method: 'JWK_SET', key: config.jwks_url }
  })
  console.log('ready')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
