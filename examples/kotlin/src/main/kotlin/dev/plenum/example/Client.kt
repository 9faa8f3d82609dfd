package dev.plenum.example

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.cache.normalized.api.MemoryCacheFactory
import com.apollographql.apollo.cache.normalized.normalizedCache
import com.apollographql.apollo.network.ws.GraphQLWsProtocol

private const val CACHE_BYTES = 10 * 1024 * 1024

/**
 * A client of Plenum for an attendee's phone. Queries and mutations go over HTTP, subscriptions over one WebSocket.
 *
 * @param url the address of GraphQL over HTTP, such as https://plenum.example.org/graphql
 * @param token the attendee's access token
 * @param language the language of the phone, such as sv
 */
fun plenumClient(url: String, token: String, language: String): ApolloClient =
    ApolloClient.Builder()
        .serverUrl(url)
        .webSocketServerUrl(url.replaceFirst("http", "ws"))
        .wsProtocol(GraphQLWsProtocol.Factory(connectionPayload = { mapOf("Authorization" to "Bearer $token") }))
        .addHttpHeader("Authorization", "Bearer $token")
        .addHttpHeader("Accept-Language", language)
        .normalizedCache(MemoryCacheFactory(maxSizeBytes = CACHE_BYTES))
        .build()
