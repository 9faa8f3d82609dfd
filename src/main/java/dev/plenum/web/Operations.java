package dev.plenum.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.plenum.platform.Sha256;
import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operations of one web application, each with the fragments that it uses.
 *
 * @param byName the operations by name
 */
record Operations(Map<String, Operation> byName) {

	/**
	 * Reads operations from the files of an application.
	 * @param files the files by name, each with one operation or with fragments
	 * @return the operations
	 */
	static Operations of(Map<String, String> files) {
		Map<String, FragmentDefinition> fragments = new TreeMap<>();
		Map<String, OperationDefinition> operations = new TreeMap<>();
		for (String file : files.values()) {
			Document document = Parser.parse(file);
			document.getDefinitionsOfType(FragmentDefinition.class)
				.forEach((fragment) -> fragments.put(fragment.getName(), fragment));
			document.getDefinitionsOfType(OperationDefinition.class)
				.forEach((operation) -> operations.put(operation.getName(), operation));
		}
		Map<String, Operation> byName = new TreeMap<>();
		operations.forEach((name, operation) -> byName.put(name, Operation.of(operation, fragments)));
		return new Operations(byName);
	}

	/**
	 * The documents by id.
	 */
	Map<String, String> byId() {
		Map<String, String> byId = new TreeMap<>();
		this.byName.values().forEach((operation) -> byId.put(operation.id(), operation.text()));
		return byId;
	}

	/**
	 * The ES module that exports the operations.
	 */
	byte[] module() {
		return ("export const operations = " + JsonMapper.shared().writeValueAsString(this.byName) + ";\n")
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * An operation with its fragments.
	 *
	 * @param kind {@code query}, {@code mutation} or {@code subscription}
	 * @param id the SHA-256 hash of the text in hexadecimal
	 * @param text the document
	 */
	record Operation(String kind, String id, String text) {

		static Operation of(OperationDefinition operation, Map<String, FragmentDefinition> fragments) {
			Map<String, FragmentDefinition> used = new LinkedHashMap<>();
			use(operation, fragments, used);
			Document.Builder document = Document.newDocument().definition(operation);
			used.values().forEach((fragment) -> document.definition((Definition<?>) fragment));
			String text = AstPrinter.printAstCompact(document.build());
			return new Operation(operation.getOperation().name().toLowerCase(Locale.ROOT), Sha256.hex(text), text);
		}

		private static void use(Node<?> node, Map<String, FragmentDefinition> fragments,
				Map<String, FragmentDefinition> used) {
			for (Node<?> child : children(node)) {
				if (child instanceof FragmentSpread spread && !used.containsKey(spread.getName())) {
					FragmentDefinition fragment = fragments.get(spread.getName());
					if (fragment == null) {
						throw new IllegalStateException("There is no fragment " + spread.getName());
					}
					used.put(spread.getName(), fragment);
					use(fragment, fragments, used);
				}
				use(child, fragments, used);
			}
		}

		@SuppressWarnings({ "rawtypes", "unchecked" })
		private static List<Node<?>> children(Node<?> node) {
			return (List) node.getChildren();
		}

	}

}
