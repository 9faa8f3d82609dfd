package dev.plenum.example

import com.apollographql.apollo.ApolloClient
import com.apollographql.apollo.api.Optional
import com.apollographql.apollo.cache.normalized.FetchPolicy
import com.apollographql.apollo.cache.normalized.fetchPolicy
import com.apollographql.apollo.cache.normalized.watch
import com.apollographql.apollo.exception.ApolloException
import dev.plenum.example.fragment.SessionRow
import kotlin.random.Random
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.mapNotNull

/** The programme of an event in the phone's cache, kept up to date by a subscription. */
class ProgrammeRepository(private val client: ApolloClient, private val slug: String) {

    private var eventId = ""

    private var revision = 0

    /** The sessions on the first page of the programme, again after each change in the cache. */
    fun sessions(): Flow<List<SessionRow>> =
        client.query(ProgrammeQuery(slug))
            .fetchPolicy(FetchPolicy.CacheFirst)
            .watch()
            .mapNotNull { response -> response.data?.event?.sessions?.nodes?.map { it.sessionRow } }

    /** Reads all pages of the programme from the server into the cache. */
    suspend fun load() {
        var after: String? = null
        do {
            val event = client.query(ProgrammeQuery(slug, Optional.presentIfNotNull(after)))
                .fetchPolicy(FetchPolicy.NetworkOnly)
                .execute()
                .dataOrThrow()
                .event ?: error("There is no event $slug")
            if (after == null) {
                eventId = event.id
                revision = event.revision
            }
            after = event.sessions.pageInfo.endCursor.takeIf { event.sessions.pageInfo.hasNextPage }
        } while (after != null)
    }

    /**
     * Follows the changes until the coroutine is cancelled. Each change is in the cache before the listener gets it. If
     * the server ends the subscription, the phone reads the programme again: at once if the server no longer keeps all
     * changes since the phone's position, otherwise after some seconds.
     */
    suspend fun follow(listener: suspend (ScheduleChangedSubscription.ScheduleChanged) -> Unit) {
        while (true) {
            var resync = false
            client.subscription(ScheduleChangedSubscription(eventId, revision)).toFlow().collect { response ->
                response.data?.scheduleChanged?.let { change -> listener(change) }
                resync = resync || response.errors.orEmpty().any { it.extensions?.get("code") == "RESYNC_REQUIRED" }
            }
            if (!resync) {
                delay(5.seconds * Random.nextDouble(0.5, 1.5))
            }
            loadIfPossible()
        }
    }

    private suspend fun loadIfPossible() {
        try {
            load()
        } catch (_: ApolloException) {
            // The subscription ends again and leads back here.
        }
    }

}
