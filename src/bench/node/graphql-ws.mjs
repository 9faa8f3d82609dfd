import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { useServer } from 'graphql-ws/use/ws'
import { change, context, schema } from './conference.mjs'

const server = createServer((request, response) => {
  if (request.method === 'POST' && request.url === '/change') {
    request.resume()
    change()
    response.end('{}')
  } else {
    response.writeHead(404).end()
  }
})
useServer({ schema, context: ({ extra }) => context(extra.request.headers) },
  new WebSocketServer({ server, path: '/graphql' }))
server.listen({ host: '127.0.0.1', port: 0, backlog: 16384 }, () => console.log('listening ' + server.address().port))
