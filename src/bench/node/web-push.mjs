import { Agent, createServer, request } from 'node:http'
import { text } from 'node:stream/consumers'
import webpush from 'web-push'

const AT_A_TIME = 64
const keys = webpush.generateVAPIDKeys()
const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME })

// The library itself sends by TLS only.
function send (subscription, payload, topic) {
  const { endpoint, method, headers, body } = webpush.generateRequestDetails(subscription, payload, {
    vapidDetails: { subject: 'mailto:bench@example.org', ...keys }, TTL: 3600, urgency: 'normal', topic
  })
  return new Promise((resolve, reject) => {
    request(endpoint, { method, headers, agent }, (response) => response.resume().on('end', resolve))
      .on('error', reject).end(body)
  })
}

const server = createServer(async (incoming, response) => {
  const { subscriptions, payload, topic } = JSON.parse(await text(incoming))
  let next = 0
  await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
    while (next < subscriptions.length) await send(subscriptions[next++], payload, topic)
  }))
  response.end('{}')
})
server.listen({ host: '127.0.0.1', port: 0 }, () => console.log('listening ' + server.address().port))
