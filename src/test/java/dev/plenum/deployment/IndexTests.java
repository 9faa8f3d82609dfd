package dev.plenum.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.plenum.LiveServer;
import org.bson.Document;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every query of a collection that grows with events or people uses an index.
 */
@LiveServer
@EnabledIfEnvironmentVariable(named = "PLENUM_MONGODB_URI", matches = ".+",
		disabledReason = "The embedded database has no indexes; name a MongoDB to see how it answers")
class IndexTests {

	@Autowired
	private MongoDatabase database;

	@ParameterizedTest(name = "{0}: {1}")
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					sessions | {"eventId": "evt_1"}
					speakers | {"eventId": "evt_1"}
					announcements | {"eventId": "evt_1"}
					bulletins | {"eventId": "evt_1"}
					steps | {"eventId": "evt_1"}
					exhibitors | {"eventId": "evt_1"}
					exhibitors | {"staff": "anna"}
					seatings | {"eventId": "evt_1"}
					seatings | {"eventId": "evt_1", "$or": [{"booked.subject": "anna"}, {"waiting.subject": "anna"}]}
					seatings | {"eventId": "evt_1", "$or": [{"booked.subject": "anna"}, {"waiting.subject": "anna"}, {"history.items.subject": "anna"}]}
					agendas | {"_id": {"$in": ["agd_1_2"]}}
					agendas | {"subject": "anna"}
					agendas | {"eventId": "evt_1", "$or": [{"code": "ABC"}, {"otherCodes": "ABC"}]}
					agendas | {"eventId": "evt_1", "favourites.exh_1_2": {"$exists": true}}
					agendas | {"eventId": "evt_1", "presences": {"$exists": true}}
					ratings | {"subject": "anna"}
					ratings | {"eventId": "evt_1", "sessionId": "ses_1_2"}
					needs | {"eventId": {"$in": ["evt_1"]}}
					needs | {"subject": "anna"}
					leads | {"eventId": "evt_1", "exhibitorId": {"$in": ["exh_1_2"]}, "contact": {"$exists": true}}
					leads | {"subject": "anna", "eventId": "evt_1", "contact": {"$exists": true}}
					audit | {"at": {"$lt": {"$date": "2026-01-01T00:00:00Z"}}}
					audit | {"$or": [{"subject": "anna"}, {"people": "anna"}, {"people": {"$exists": false}}]}
					meetings | {"eventId": "evt_1"}
					meetings | {"$or": [{"meetings.attendee": "anna"}, {"meetings.host": "anna"}, {"news.subject": "anna"}]}
					origins | {"nextAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					registrationSources | {"nextAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					origins | {"setBy.subject": "anna"}
					crews | {"redeemers": "anna"}
					certificates | {"subject": "anna"}
					mails | {"dueAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					mails | {"participantId": {"$in": ["par_1_2"]}}
					participants | {"email": "anna@example.org", "eventId": "evt_1"}
					webhooks | {"eventId": "evt_1"}
					webhooks | {"nextAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					participants | {"eventId": "evt_1"}
					participants | {"codeHash": "x"}
					participants | {"linkedTo": "anna", "eventId": "evt_1"}
					participants | {"departingAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					participants | {"movingAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					participants | {"eventId": "evt_1", "linkedTo": {"$exists": true}}
					screens | {"eventId": "evt_1"}
					screens | {"eventId": "evt_1", "pairedAt": {"$exists": false}, "codeExpiresAt": {"$lte": {"$date": "2026-01-01T00:00:00Z"}}}
					followers | {"eventId": "evt_1", "slice": 3}
					followers | {"subject": "anna"}
					followers | {"eventId": {"$in": ["evt_1"]}, "_id": {"$in": ["fol_1_2"]}}
					pushSlices | {"eventId": "evt_1", "ended": {"$exists": true}}
					pushSlices | {"holder": "server"}
					deviceClaims | {"subject": "anna"}
					deviceClaims | {"eventId": "evt_1", "_id": {"$in": ["dcl_1_2"]}}
					removals | {"pending": true, "at": {"$lt": {"$date": "2026-01-01T00:00:00Z"}}}
					""")
	void aQueryUsesAnIndex(String collection, String filter) {
		Document find = new Document("find", collection).append("filter", Document.parse(filter));
		Document plan = Mono
			.from(this.database.runCommand(new Document("explain", find).append("verbosity", "queryPlanner")))
			.blockOptional()
			.orElseThrow();
		assertThat(stages(plan.get("queryPlanner", Document.class).get("winningPlan"))).doesNotContain("COLLSCAN")
			.containsAnyOf("IXSCAN", "IDHACK", "EXPRESS_IXSCAN", "EXPRESS_CLUSTERED_IXSCAN");
	}

	private static List<String> stages(Object plan) {
		List<String> stages = new ArrayList<>();
		if (plan instanceof Map<?, ?> fields) {
			if (fields.get("stage") instanceof String stage) {
				stages.add(stage);
			}
			fields.values().forEach((value) -> stages.addAll(stages(value)));
		}
		else if (plan instanceof List<?> plans) {
			plans.forEach((value) -> stages.addAll(stages(value)));
		}
		return stages;
	}

}
