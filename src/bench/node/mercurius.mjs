import cluster from 'node:cluster'
import fastify from 'fastify'
import mercurius from 'mercurius'
import { context, schema } from './conference.mjs'

const workers = Number(process.argv[4] ?? 1)
if (workers > 1 && cluster.isPrimary) {
  let ready = 0
  cluster.on('listening', (_, { port }) => (++ready === workers) && console.log('listening ' + port))
  for (let worker = 0; worker < workers; worker++) {
    cluster.fork()
  }
  process.on('SIGTERM', () => process.exit(0))
} else {
  const server = fastify()
  server.register(mercurius, { schema, jit: 1, context: (request) => context(request.headers) })
  await server.listen({ host: '127.0.0.1', port: 0 })
  console.log('listening ' + server.server.address().port)
}
