package dev.plenum.participant.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.plenum.participant.Entry;
import dev.plenum.participant.ParticipantSource;
import dev.plenum.participant.ParticipantState;
import dev.plenum.participant.Roll;
import dev.plenum.platform.sheet.LanguageNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads participants from orders of pretix: one for each ticket. An add-on is not a
 * ticket, except one that admits to the event and belongs to a product that does not, as
 * in a bundle. The key is the code of the order with the number of the position.
 * Understands the orders of the REST API, as a list or as pages with {@code results}, and
 * the export of order data in JSON. Orders of the test mode are left out.
 */
final class PretixOrders {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Paid orders, and pending ones whose tickets are valid already. */
	private static final String PAID = "p";

	private static final String PENDING = "n";

	private static final Set<String> MONEY_BACK = Set.of("done");

	private static final Set<String> MONEY_RECEIVED = Set.of("confirmed", "refunded");

	private final Map<String, String> ticketTypes = new HashMap<>();

	private final Set<String> noTickets = new HashSet<>();

	private final List<Roll.Row> rows = new ArrayList<>();

	private PretixOrders() {
	}

	/**
	 * Reads orders.
	 * @param json the file
	 * @return the participants
	 * @throws FileRefused if the file does not contain orders of pretix
	 */
	static Roll read(byte[] json) {
		try {
			JsonNode root = JSON.readTree(json);
			JsonNode event = root.has("event") ? root.path("event") : root;
			return of(event.path("items"), Stream
				.of(root, root.path("results"), root.path("orders"), event.path("orders"))
				.filter(JsonNode::isArray)
				.findFirst()
				.orElseThrow(() -> FileRefused.at(1,
						"This is no list of orders of pretix: expected a list, or an object with 'results' or 'event.orders'.")));
		}
		catch (JacksonException ex) {
			throw FileRefused.at((ex.getLocation() != null) ? Math.max(1, ex.getLocation().getLineNr()) : 1,
					"This is not valid JSON: " + ex.getOriginalMessage());
		}
	}

	/**
	 * Reads orders.
	 * @param items the products
	 * @param orders the orders
	 * @return the participants
	 * @throws FileRefused if an order is not one of pretix
	 */
	static Roll of(JsonNode items, JsonNode orders) {
		PretixOrders read = new PretixOrders();
		read.items(items);
		orders.forEach(read::order);
		return new Roll(ParticipantSource.PRETIX, read.rows, List.of());
	}

	private void items(JsonNode items) {
		for (JsonNode item : items) {
			String id = item.path("id").asString("");
			String name = text(item.path("name"));
			this.ticketTypes.put(id, name);
			if (item.has("admission") && !item.path("admission").asBoolean(true)) {
				this.noTickets.add(id);
			}
			item.path("variations")
				.forEach((variation) -> this.ticketTypes.put(id + "/" + variation.path("id").asString(""), name + " – "
						+ text(variation.has("value") ? variation.path("value") : variation.path("name"))));
		}
	}

	private void order(JsonNode order) {
		String code = order.path("code").asString("");
		if (code.isEmpty() || !order.path("positions").isArray()) {
			throw FileRefused.at(this.rows.size() + 1, "An order of pretix needs 'code' and 'positions'.");
		}
		if (order.path("testmode").asBoolean(false)) {
			return;
		}
		boolean valid = isValid(order);
		Set<String> bundles = order.path("positions")
			.valueStream()
			.filter((position) -> this.noTickets.contains(position.path("item").asString("")))
			.map((position) -> position.path("id").asString(""))
			.collect(Collectors.toSet());
		int ordinal = 0;
		for (JsonNode position : order.path("positions")) {
			ordinal++;
			if (!isTicket(position, bundles)) {
				continue;
			}
			int number = position.path("positionid").asInt(ordinal);
			this.rows.add(new Roll.Row(this.rows.size() + 1, code + '-' + number,
					fields(order, position, code, valid && !position.path("canceled").asBoolean(false))));
		}
	}

	private boolean isTicket(JsonNode position, Set<String> bundles) {
		String item = position.path("item").asString("");
		String bundle = position.path("addon_to").asString("");
		return !this.noTickets.contains(item)
				&& (bundle.isEmpty() || this.ticketTypes.containsKey(item) && bundles.contains(bundle));
	}

	private static boolean isValid(JsonNode order) {
		String status = order.path("status").asString("");
		boolean valid = status.equals(PAID)
				|| status.equals(PENDING) && order.path("valid_if_pending").asBoolean(false);
		BigDecimal back = sum(order.path("refunds"), MONEY_BACK);
		return valid && (back.signum() <= 0 || back.compareTo(sum(order.path("payments"), MONEY_RECEIVED)) < 0);
	}

	private static BigDecimal sum(JsonNode payments, Set<String> states) {
		BigDecimal sum = BigDecimal.ZERO;
		for (JsonNode payment : payments) {
			String amount = payment.path("amount").asString("0");
			if (states.contains(payment.path("state").asString("")) && amount.matches("-?\\d{1,15}(?:\\.\\d{1,6})?")) {
				sum = sum.add(new BigDecimal(amount));
			}
		}
		return sum;
	}

	private Map<String, @Nullable String> fields(JsonNode order, JsonNode position, String code, boolean valid) {
		Map<String, @Nullable String> fields = new LinkedHashMap<>();
		JsonNode invoice = order.path("invoice_address");
		String email = first(position.path("attendee_email"), order.path("email"), order.path("user"))
			.filter(Entry::isAddress)
			.orElse(null);
		fields.put("name",
				first(position.path("attendee_name"), invoice.path("name")).orElse((email != null) ? email : code));
		fields.put("organisation", first(position.path("company"), invoice.path("company")).orElse(null));
		fields.put("email", email);
		fields.put("language",
				first(order.path("locale")).map((locale) -> locale.replaceAll("-(?:informal|formal)$", ""))
					.flatMap(LanguageNames::tag)
					.orElse(null));
		fields.put("ticketType", ticketType(position));
		fields.put("state", (valid ? ParticipantState.ACTIVE : ParticipantState.CANCELLED).name());
		return fields;
	}

	private @Nullable String ticketType(JsonNode position) {
		String item = position.path("item").asString("");
		String known = this.ticketTypes.getOrDefault(item + "/" + position.path("variation").asString(""),
				this.ticketTypes.getOrDefault(item, item));
		return known.isEmpty() ? null : known;
	}

	private static Optional<String> first(JsonNode... values) {
		return Stream.of(values)
			.map((value) -> value.asString("").strip())
			.filter((text) -> !text.isEmpty())
			.findFirst();
	}

	/** A text of pretix: one for all languages, or one for each. */
	private static String text(JsonNode text) {
		return text.isObject() ? first(text.path("en"), text.path("sv"), text.path("fi"), text.path("de"))
			.or(() -> text.valueStream().map((value) -> value.asString("")).findFirst())
			.orElse("") : text.asString("").strip();
	}

}
