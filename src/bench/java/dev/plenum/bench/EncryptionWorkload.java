package dev.plenum.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.zerodeplibs.webpush.MessageEncryptions;
import com.zerodeplibs.webpush.PushMessage;
import com.zerodeplibs.webpush.UserAgentMessageEncryptionKeyInfo;
import dev.plenum.push.FakePushService;
import dev.plenum.push.FakePushService.Subscription;

/**
 * One thread encrypts push messages for browsers as the server does, and does not send
 * them: the part of sending that no other design avoids.
 */
final class EncryptionWorkload implements Workload {

	private static final int SUBSCRIPTIONS = 100;

	private static final int MESSAGES = 2_000;

	private static final byte[] TEXT = "{\"web_push\":8030,\"notification\":{\"body\":\"%s\"}}"
		.formatted("x".repeat(400))
		.getBytes(StandardCharsets.UTF_8);

	@Override
	public String name() {
		return "encryption";
	}

	@Override
	public void run(Stage stage, Report report) {
		try (FakePushService browsers = FakePushService.start()) {
			List<Subscription> subscriptions = IntStream.range(0, SUBSCRIPTIONS)
				.mapToObj((_) -> browsers.subscribe())
				.toList();
			millisPerMessage(subscriptions);
			Rounds<Double> rounds = Rounds.play(stage.settings().rounds(),
					Map.of(Stage.PLENUM, () -> millisPerMessage(subscriptions)));
			Map<String, Object> row = new LinkedHashMap<>();
			row.put("server", Stage.PLENUM);
			row.put("ms per message", rounds.median(Stage.PLENUM, Double::doubleValue));
			row.put("rounds", rounds.all(Stage.PLENUM, Double::doubleValue));
			report.table(name(),
					"One thread encrypts %,d push messages of %d bytes for %d browsers. The median of the rounds."
						.formatted(MESSAGES, TEXT.length, SUBSCRIPTIONS),
					List.of(row));
		}
	}

	private static double millisPerMessage(List<Subscription> subscriptions) {
		long start = System.nanoTime();
		for (int i = 0; i < MESSAGES; i++) {
			Subscription subscription = subscriptions.get(i % SUBSCRIPTIONS);
			MessageEncryptions.of()
				.encrypt(UserAgentMessageEncryptionKeyInfo.of(subscription.p256dh(), subscription.auth()),
						PushMessage.of(TEXT));
		}
		return (System.nanoTime() - start) / 1e6 / MESSAGES;
	}

}
