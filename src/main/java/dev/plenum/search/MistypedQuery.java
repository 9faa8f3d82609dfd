package dev.plenum.search;

import java.io.IOException;
import java.util.Objects;

import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.util.AttributeSource;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries with a word that differs from the typed word by one typing error. An
 * {@code AutomatonQuery} would find the same, but compile the automaton again for each
 * field, which is most of the work.
 */
final class MistypedQuery extends MultiTermQuery {

	private final Term word;

	private final CompiledAutomaton automaton;

	MistypedQuery(Term word, CompiledAutomaton automaton) {
		super(word.field(), CONSTANT_SCORE_BLENDED_REWRITE);
		this.word = word;
		this.automaton = automaton;
	}

	@Override
	protected TermsEnum getTermsEnum(Terms terms, AttributeSource attributes) throws IOException {
		return this.automaton.getTermsEnum(terms);
	}

	@Override
	public void visit(QueryVisitor visitor) {
		visitor.visitLeaf(this);
	}

	@Override
	public String toString(String field) {
		return this.word + "~";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return super.equals(other) && this.word.equals(((MistypedQuery) Objects.requireNonNull(other)).word);
	}

	@Override
	public int hashCode() {
		return 31 * super.hashCode() + this.word.hashCode();
	}

}
