package dev.plenum.example

import com.apollographql.apollo.ApolloClient

/**
 * What an attendee does with sessions. A payload contains the session as it is afterwards, so the cache is up to date
 * without another query. Each function returns null, or the text of a refusal to display.
 */
class AgendaRepository(private val client: ApolloClient) {

    suspend fun add(sessionId: String): String? =
        client.mutation(AddToAgendaMutation(sessionId)).execute().dataOrThrow().addToAgenda.onRefusal?.message

    suspend fun book(sessionId: String, swap: Boolean = false): String? =
        client.mutation(BookSeatMutation(sessionId, swap)).execute().dataOrThrow().bookSeat.onRefusal?.message

}
