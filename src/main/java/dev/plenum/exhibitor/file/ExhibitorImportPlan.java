package dev.plenum.exhibitor.file;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.plenum.exhibitor.Categories;
import dev.plenum.exhibitor.CategoryDocument;
import dev.plenum.exhibitor.Exhibitors;
import dev.plenum.exhibitor.PutExhibitorCategoryInput;
import dev.plenum.exhibitor.PutExhibitorInput;
import dev.plenum.exhibitor.ShowFloor;
import dev.plenum.exhibitor.file.ExhibitorFile.Row;
import dev.plenum.platform.Ids;
import dev.plenum.platform.graphql.Problem;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.Programme;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * All writes of one import. The plan is complete before the first write, so that a file
 * with a fault changes nothing.
 */
final class ExhibitorImportPlan {

	private final Programme programme;

	private final String eventId;

	private final Locale language;

	private final Map<String, String> categoryIds = new HashMap<>();

	private final List<Write> categories = new ArrayList<>();

	private final List<Write> exhibitors = new ArrayList<>();

	private final List<ImportFault> faults = new ArrayList<>();

	private final Set<String> seen = new HashSet<>();

	private final List<ExhibitorFile.ColumnUse> columns;

	private ShowFloor floor;

	private ExhibitorImportPlan(List<ExhibitorFile.ColumnUse> columns, Programme programme, ShowFloor floor) {
		this.columns = columns;
		this.programme = programme;
		this.eventId = programme.id();
		this.language = programme.event().languages().isEmpty() ? Locale.ROOT
				: programme.event().languages().getFirst();
		this.floor = floor;
		floor.categories().forEach((category) -> name(category.name(), category.id()));
	}

	/**
	 * Plans the import of a file.
	 * @param file the file
	 * @param programme the event
	 * @param floor the event's current exhibition
	 * @return the plan
	 * @throws ImportRefused with all faults
	 */
	static ExhibitorImportPlan of(ExhibitorFile file, Programme programme, ShowFloor floor) {
		ExhibitorImportPlan plan = new ExhibitorImportPlan(file.columns(), programme, floor);
		file.categories().forEach((row) -> plan.take(row, plan::category));
		file.exhibitors().forEach((row) -> plan.take(row, plan::exhibitor));
		if (!plan.faults.isEmpty()) {
			throw new ImportRefused(plan.faults);
		}
		return plan;
	}

	/**
	 * The writes of categories, which come before the exhibitors that belong to them.
	 */
	List<Write> categories() {
		return this.categories;
	}

	List<Write> exhibitors() {
		return this.exhibitors;
	}

	private void take(Row row, Consumer<Row> read) {
		try {
			read.accept(row);
		}
		catch (Problem problem) {
			List<Object> path = problem.path();
			String field = (path.size() > 1) ? path.get(1).toString() : null;
			this.faults.add(new ImportFault(row.line(), field, (field != null) ? column(field) : null,
					String.valueOf(problem.getMessage())));
		}
	}

	private Map<String, Text> products(Row row) {
		Map<String, Text> products = new HashMap<>();
		String key = String.valueOf(row.fields().get("key"));
		Stream.of(key, Ids.in(Exhibitors.ID_PREFIX, this.eventId, key))
			.flatMap((id) -> this.floor.find(id, this.programme).stream())
			.flatMap((exhibitor) -> exhibitor.document().products().stream())
			.forEach((product) -> products.putIfAbsent(ExhibitorTable.text(product, this.language.toLanguageTag()),
					product));
		return products;
	}

	/** Finds the column of a field; a contact and a booth have several. */
	private @Nullable String column(String field) {
		String prefix = field.replaceAll("^contacts$", "contact").replaceAll("^categoryIds$", "categories");
		return this.columns.stream()
			.filter((use) -> prefix.equals(use.field()) || String.valueOf(use.field()).startsWith(prefix + "."))
			.map(ExhibitorFile.ColumnUse::column)
			.findFirst()
			.orElse(null);
	}

	private void category(Row row) {
		ImportedExhibitor imported = new ImportedExhibitor(row, this.language, (reference) -> reference, Map.of());
		PutExhibitorCategoryInput input = imported.category(this.eventId);
		input.check(this.floor.category(input.categoryId()).isEmpty());
		addCategory(input);
	}

	private void exhibitor(Row row) {
		ImportedExhibitor imported = new ImportedExhibitor(row, this.language, this::categoryId, products(row));
		PutExhibitorInput input = imported.input(this.eventId, this.floor::hasExhibitor);
		String id = input.exhibitorId();
		if (!this.seen.add(id)) {
			throw Problem.badInput("An exhibitor further up has the same key.", "input", "key");
		}
		input.check(this.floor, !this.floor.hasExhibitor(id));
		this.exhibitors.add(new Write(id, input.fields(), imported.staff()));
	}

	/**
	 * Finds a category by its key or by its name in any language, or plans a new one.
	 */
	private String categoryId(String reference) {
		String byKey = Ids.in(Categories.ID_PREFIX, this.eventId, reference);
		if (this.floor.category(byKey).isPresent()) {
			return byKey;
		}
		String known = this.categoryIds.get(reference.toLowerCase(Locale.ROOT));
		return (known != null) ? known
				: addCategory(new PutExhibitorCategoryInput(this.eventId, null, reference.toLowerCase(Locale.ROOT),
						null, ArgumentValue.ofNullable(List.of(new TextInput(this.language, reference))),
						ArgumentValue.omitted()));
	}

	private String addCategory(PutExhibitorCategoryInput input) {
		String id = input.categoryId();
		int last = this.floor.categories().size();
		if (last >= Categories.MOST && this.floor.category(id).isEmpty()) {
			throw Problem.badInput("An event has at most %d categories.".formatted(Categories.MOST), "input",
					"categories");
		}
		this.categories.add(new Write(id, input.fields(last), null));
		Text name = TextInput.text(input.name().asOptional().orElseThrow(), "input", "name");
		this.floor = this.floor.with(new CategoryDocument(id, this.eventId, 1, last, name));
		name(name, id);
		return id;
	}

	private void name(Text name, String id) {
		name.byLanguage().values().forEach((text) -> this.categoryIds.putIfAbsent(text.toLowerCase(Locale.ROOT), id));
	}

	/**
	 * The write of one document.
	 *
	 * @param id its id
	 * @param fields the change
	 * @param staff the staff of an exhibitor; null if the file does not contain it
	 */
	record Write(String id, Fields fields, @Nullable List<String> staff) {
	}

}
