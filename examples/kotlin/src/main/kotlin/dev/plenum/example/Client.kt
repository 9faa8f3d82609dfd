package dev.plenum.example

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.ApolloRequest
import com.apollographql.apollo.api.ApolloResponse
import com.apollographql.apollo.api.Operation
import com.apollographql.apollo.cache.normalized.api.MemoryCacheFactory
import com.apollographql.apollo.cache.normalized.normalizedCache
import com.apollographql.apollo.interceptor.ApolloInterceptor
import com.apollographql.apollo.interceptor.ApolloInterceptorChain
import com.apollographql.apollo.network.ws.GraphQLWsProtocol
import java.util.concurrent.ConcurrentHashMap
import kotlin.random.Random
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.onCompletion
import kotlinx.coroutines.flow.onEach

private const val CACHE_BYTES = 10 * 1024 * 1024

private const val SHORTEST_PAUSE = 250L

private const val LONGEST_PAUSE = 10_000L

/**
 * A client of Plenum for an attendee's phone. Queries and mutations go over HTTP, subscriptions over one WebSocket. After
 * a break, the WebSocket is opened again and repeats the subscriptions, which continue where they were. The pauses grow,
 * and differ between phones.
 *
 * @param url the address of GraphQL over HTTP, such as https://plenum.example.org/graphql
 * @param token the attendee's access token
 * @param language the language of the phone, such as sv
 */
fun plenumClient(url: String, token: String, language: String): ApolloClient {
    val positions = Positions()
    return ApolloClient.Builder()
        .serverUrl(url)
        .webSocketServerUrl(url.replaceFirst("http", "ws"))
        .wsProtocol(GraphQLWsProtocol.Factory(connectionPayload = {
            mapOf("Authorization" to "Bearer $token", "resume" to positions.all())
        }))
        .webSocketReopenWhen { _, attempt ->
            val pause = (SHORTEST_PAUSE shl attempt.coerceAtMost(10).toInt()).coerceAtMost(LONGEST_PAUSE)
            delay((pause * Random.nextDouble(0.5, 1.5)).toLong())
            true
        }
        .addInterceptor(positions)
        .addHttpHeader("Authorization", "Bearer $token")
        .addHttpHeader("Accept-Language", language)
        .normalizedCache(MemoryCacheFactory(maxSizeBytes = CACHE_BYTES))
        .build()
}

/** Remembers the last resume string of each running subscription. */
private class Positions : ApolloInterceptor {

    private val strings = ConcurrentHashMap<Any, String>()

    fun all(): List<String> = strings.values.toList()

    override fun <D : Operation.Data> intercept(
        request: ApolloRequest<D>,
        chain: ApolloInterceptorChain
    ): Flow<ApolloResponse<D>> =
        chain.proceed(request)
            .onEach { response -> (response.extensions["resume"] as? String)?.let { strings[request.requestUuid] = it } }
            .onCompletion { strings.remove(request.requestUuid) }

}
