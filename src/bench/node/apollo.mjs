import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { context, schema } from './conference.mjs'

const { url } = await startStandaloneServer(new ApolloServer({ schema }), {
  listen: { host: '127.0.0.1', port: 0 },
  context: async ({ req }) => context(req.headers)
})
console.log('listening ' + new URL(url).port)
