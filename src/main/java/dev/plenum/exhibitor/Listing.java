package dev.plenum.exhibitor;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.plenum.platform.graphql.Check;
import dev.plenum.platform.graphql.TextInput;
import dev.plenum.platform.graphql.language.Text;
import dev.plenum.platform.mongo.Fields;
import dev.plenum.programme.document.LinkInput;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;

/**
 * The fields of an exhibitor that both its staff and the organisers can change.
 *
 * @param name the name
 * @param description the description
 * @param logo the address of the logo
 * @param links links to further information
 * @param categoryIds the categories that it belongs to
 * @param products the products and services
 * @param contacts the public contacts
 * @param languages the languages spoken at the booth
 */
record Listing(ArgumentValue<String> name, ArgumentValue<List<TextInput>> description, ArgumentValue<URI> logo,
		ArgumentValue<List<LinkInput>> links, ArgumentValue<List<String>> categoryIds,
		ArgumentValue<List<List<TextInput>>> products, ArgumentValue<List<ContactInput>> contacts,
		ArgumentValue<List<Locale>> languages) {

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	void check(ShowFloor floor, boolean isNew) {
		Check.needed(this.name, isNew, "name");
		Check.line(this.name, "name");
		Check.web(this.logo.value(), "logo");
		Check.list(this.links, "links");
		Check.each(this.links.value(), LinkInput::isFine, LinkInput.FINE, "links");
		Check.list(this.categoryIds, "categoryIds");
		Check.each(this.categoryIds.value(), (id) -> floor.category(id).isPresent(),
				"This event has no category with this id.", "categoryIds");
		Check.list(this.products, "products");
		Check.list(this.contacts, "contacts");
		Check.each(this.contacts.value(), ContactInput::isFine, ContactInput.FINE, "contacts");
		Check.list(this.languages, "languages");
	}

	Fields addTo(Fields fields) {
		return fields.input("name", this.name, String::strip)
			.input("description", this.description, (texts) -> TextInput.text(texts, "input", "description"))
			.input("logo", this.logo, URI::toString)
			.input("links", this.links, LinkInput::links)
			.input("categoryIds", this.categoryIds, (ids) -> ids.stream().distinct().toList())
			.input("products", this.products, Listing::products)
			.input("contacts", this.contacts, (all) -> all.stream().map(ContactInput::contact).toList())
			.input("languages", this.languages, (all) -> all.stream().map(Locale::toLanguageTag).distinct().toList());
	}

	static boolean isEmail(@Nullable String email) {
		return email == null || EMAIL.matcher(email).matches();
	}

	private static List<Text> products(List<List<TextInput>> products) {
		return products.stream().map((texts) -> TextInput.text(texts, "input", "products")).toList();
	}

}
