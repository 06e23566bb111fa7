package io.github.keda4j.formula.internal;

import io.github.keda4j.formula.internal.GoType.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Determines the types of a formula's parts as expr's checker does if every trigger is a float64, and refuses what
 * expr's checker refuses. The oddities of expr's checker are kept: for example, it does not check the arguments of a
 * call to something unknown.
 */
final class Checker {

    private final Names names;
    private final List<Variable> variables = new ArrayList<>();
    private final List<PredicateScope> predicates = new ArrayList<>();

    private record Variable(String name, Nature nature) {}

    private record PredicateScope(Nature collection, boolean index, boolean accumulator) {}

    private Checker(Names names) {
        this.names = names;
    }

    /** Checks the whole tree. */
    static Nature check(Node root, Names names) {
        return new Checker(names).visit(root);
    }

    private Nature visit(Node node) {
        if (!node.isChecked()) {
            node.check(natureOf(node));
        }
        return node.nature();
    }

    private Nature natureOf(Node node) {
        if (node instanceof Node.Name name) {
            return name(name);
        } else if (node instanceof Node.IntNumber) {
            return Nature.INT;
        } else if (node instanceof Node.FloatNumber) {
            return Nature.FLOAT;
        } else if (node instanceof Node.Binary binary) {
            return binary(binary);
        } else if (node instanceof Node.Unary unary) {
            return unary(unary);
        } else if (node instanceof Node.BuiltinCall call) {
            return builtin(call);
        } else if (node instanceof Node.Conditional conditional) {
            return conditional(conditional);
        } else if (node instanceof Node.Let let) {
            return let(let);
        } else if (node instanceof Node.Member member) {
            return member(member);
        } else if (node instanceof Node.Array array) {
            return array(array);
        } else if (node instanceof Node.Pointer pointer) {
            return pointer(pointer);
        } else if (node instanceof Node.Chain chain) {
            return visit(chain.node);
        } else if (node instanceof Node.Slice slice) {
            return slice(slice);
        } else if (node instanceof Node.Call call) {
            return call(call);
        } else if (node instanceof Node.Sequence sequence) {
            Nature last = Nature.UNKNOWN;
            for (Node part : sequence.nodes) {
                last = visit(part);
            }
            return last;
        } else if (node instanceof Node.MapNode map) {
            map.pairs.forEach(this::visit);
            return Nature.of(GoType.MAP_OF_ANY);
        } else if (node instanceof Node.Pair pair) {
            visit(pair.key);
            visit(pair.value);
            return Nature.NIL;
        } else if (node instanceof Node.Predicate predicate) {
            return visit(predicate.body);
        } else if (node instanceof Node.Flag) {
            return Nature.BOOL;
        } else if (node instanceof Node.Text) {
            return Nature.STRING;
        } else if (node instanceof Node.Bytes) {
            return Nature.of(GoType.BYTES);
        } else if (node instanceof Node.Nil) {
            return Nature.NIL;
        }
        throw new IllegalStateException("the parser never creates " + node.getClass());
    }

    private Nature name(Node.Name node) {
        Variable variable = variable(node.name);
        if (variable != null) {
            return variable.nature;
        }
        if (node.name.equals(Names.ENVIRONMENT)) {
            return Nature.UNKNOWN;
        }
        if (names.isTrigger(node.name)) {
            return Nature.FLOAT;
        }
        Builtin builtin = Builtin.of(node.name);
        if (builtin != null) {
            return Nature.of(builtin);
        }
        throw names.unknown(node.name, node.offset());
    }

    private @Nullable Variable variable(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name.equals(name)) {
                return variables.get(i);
            }
        }
        return null;
    }

    private Nature unary(Node.Unary node) {
        Nature nature = visit(node.operand);
        if (node.kind == Node.Unary.Kind.NOT) {
            if (nature.isBool() || nature.isUnknown()) {
                return Nature.BOOL;
            }
        } else if (nature.isNumber()) {
            return nature;
        } else if (nature.isUnknown()) {
            return Nature.UNKNOWN;
        }
        throw problem(node, "\"" + node.symbol + "\" cannot be applied to " + nature.describe() + ".");
    }

    private Nature binary(Node.Binary node) {
        Nature left = visit(node.left);
        Nature right = visit(node.right);
        Nature result = binary(node, left, right);
        if (result == null) {
            throw problem(
                    node,
                    "\"" + node.symbol + "\" cannot be applied to " + left.describe() + " and " + right.describe()
                            + ".",
                    hint(node.operator, left, right));
        }
        return result;
    }

    private static @Nullable String hint(Operator operator, Nature left, Nature right) {
        if (operator == Operator.MODULO && left.isNumber() && right.isNumber()) {
            return "Convert triggers to integers first: int(a) % int(b).";
        }
        return operator == Operator.RANGE && left.isNumber() && right.isNumber()
                ? "Convert triggers to integers first: 1..int(a)."
                : null;
    }

    /** The result type of an operator; null if it cannot be applied. */
    private @Nullable Nature binary(Node.Binary node, Nature left, Nature right) {
        boolean numbers = left.isNumber() && right.isNumber();
        return switch (node.operator) {
            case EQUAL, NOT_EQUAL -> left.isComparableTo(right) ? Nature.BOOL : null;
            case OR, AND ->
                (left.isBool() && right.isBool()) || maybe(left, right, Nature::isBool) ? Nature.BOOL : null;
            case LESS, MORE, LESS_OR_EQUAL, MORE_OR_EQUAL ->
                numbers || (left.isString() && right.isString()) || maybe(left, right, Checker::isOrdered)
                        ? Nature.BOOL
                        : null;
            case ADD ->
                numbers
                        ? promoted(left, right)
                        : left.isString() && right.isString()
                                ? Nature.STRING
                                : maybe(left, right, Checker::isOrdered) ? Nature.UNKNOWN : null;
            case SUBTRACT, MULTIPLY ->
                numbers ? promoted(left, right) : maybe(left, right, Nature::isNumber) ? Nature.UNKNOWN : null;
            case DIVIDE, POWER -> numbers || maybe(left, right, Nature::isNumber) ? Nature.FLOAT : null;
            case MODULO ->
                (left.isInteger() && right.isInteger()) || maybe(left, right, Nature::isInteger) ? Nature.INT : null;
            case RANGE ->
                (left.isInteger() && right.isInteger()) || maybe(left, right, Nature::isInteger)
                        ? Nature.listOf(Nature.INT)
                        : null;
            case IN -> in(node, left, right);
            case MATCHES -> throw new Unsupported(node.offset(), "Regular expressions in formulas are not supported.");
            case CONTAINS, STARTS_WITH, ENDS_WITH ->
                (left.isString() && right.isString()) || maybe(left, right, Nature::isString) ? Nature.BOOL : null;
            case COALESCE -> coalesce(left, right);
            case PIPE -> throw new IllegalStateException("the parser never leaves a pipe");
        };
    }

    private static boolean isOrdered(Nature nature) {
        return nature.isNumber() || nature.isString();
    }

    /** Whether at least one side is unknown, and the other side is unknown or of the right type. */
    private static boolean maybe(Nature left, Nature right, java.util.function.Predicate<Nature> wanted) {
        return (left.isUnknown() && (right.isUnknown() || wanted.test(right)))
                || (right.isUnknown() && wanted.test(left));
    }

    private static Nature promoted(Nature left, Nature right) {
        return left.kind() == Kind.FLOAT64 || right.kind() == Kind.FLOAT64 ? Nature.FLOAT : Nature.INT;
    }

    private Nature coalesce(Nature left, Nature right) {
        if (left.nil()) {
            return right;
        }
        return right.nil() || right.isAssignableTo(left) ? left : Nature.UNKNOWN;
    }

    private @Nullable Nature in(Node.Binary node, Nature left, Nature right) {
        if (right.isMap() && right.type() != null) {
            Nature key = Nature.of(right.type().key());
            if (!left.isUnknown() && !left.isAssignableTo(key)) {
                throw problem(node, "A key of the map cannot be " + left.describe() + ".");
            }
            return Nature.BOOL;
        }
        if (right.isList()) {
            if (!left.isComparableTo(right.elementNature())) {
                throw problem(
                        node,
                        "\"in\" cannot find " + left.describe() + " among elements of another type: "
                                + right.elementNature().describe() + ".");
            }
            return Nature.BOOL;
        }
        return right.isUnknown() || (left.isUnknown() && right.isString()) ? Nature.BOOL : null;
    }

    private Nature member(Node.Member node) {
        if (node.node instanceof Node.Name name && name.name.equals(Names.ENVIRONMENT)) {
            return environmentMember(node);
        }
        Nature base = visit(node.node);
        Nature property = visit(node.property);
        if (base.isUnknown()) {
            return Nature.UNKNOWN;
        }
        if (base.isMap() && base.type() != null) {
            if (!property.isAssignableTo(Nature.of(base.type().key())) && !property.isUnknown()) {
                throw problem(node.property, "A key of the map cannot be " + property.describe() + ".");
            }
            return base.elementNature();
        }
        if (base.isList()) {
            if (!property.isInteger() && !property.isUnknown()) {
                throw problem(
                        node.property, "The index of an array must be an integer, not " + property.describe() + ".");
            }
            return base.elementNature();
        }
        String what = node.property instanceof Node.Text text
                ? "the field " + Token.quoted(GoString.text(text.value))
                : "elements";
        throw problem(node, upperFirst(base.describe()) + " does not have " + what + ".");
    }

    private Nature environmentMember(Node.Member node) {
        if (!(node.property instanceof Node.Text text)) {
            return Nature.UNKNOWN;
        }
        if (names.isTrigger(text.value)) {
            return Nature.FLOAT;
        }
        if (node.optional) {
            return Nature.UNKNOWN;
        }
        throw names.unknown(text.value, node.property.offset());
    }

    private Nature slice(Node.Slice node) {
        Nature nature = visit(node.node);
        if (nature.isUnknown()) {
            return Nature.UNKNOWN;
        }
        if (!nature.isString() && !nature.isList()) {
            throw problem(node, upperFirst(nature.describe()) + " cannot be sliced.");
        }
        bound(node.from);
        bound(node.to);
        return nature;
    }

    private void bound(@Nullable Node bound) {
        if (bound == null) {
            return;
        }
        Nature nature = visit(bound);
        if (!nature.isInteger() && !nature.isUnknown()) {
            throw problem(bound, "The bound of a slice must be an integer, not " + nature.describe() + ".");
        }
    }

    private Nature call(Node.Call node) {
        if (node.callee instanceof Node.Name name && name.name.equals(Names.ENVIRONMENT)) {
            throw problem(node, "$env is not a function.");
        }
        if (node.callee instanceof Node.Name name && variable(name.name) == null) {
            names.refuseCall(name.name, node.offset());
        }
        Nature callee = visit(node.callee);
        if (callee.isUnknown()) {
            return Nature.UNKNOWN;
        }
        if (callee.function() != null) {
            return function(callee.function(), node, node.arguments);
        }
        throw problem(node, upperFirst(callee.describe()) + " cannot be called as a function.");
    }

    private Nature builtin(Node.BuiltinCall node) {
        if (node.builtin.takesPredicate()) {
            return predicateCall(node);
        }
        if (node.builtin == Builtin.GET) {
            return get(node);
        }
        return function(node.builtin, node, node.arguments);
    }

    private Nature function(Builtin function, Node node, List<Node> arguments) {
        if (function.isUnsupported()) {
            throw new Unsupported(node.offset(), function + "() is not supported.");
        }
        List<Nature> natures = arguments.stream().map(this::visit).toList();
        try {
            return FunctionTypes.resultOf(function, natures);
        } catch (FunctionTypes.Mismatch mismatch) {
            throw problem(node, String.valueOf(mismatch.getMessage()));
        }
    }

    private Nature get(Node.BuiltinCall node) {
        if (node.arguments.size() != 2) {
            throw problem(node, "get() takes 2 arguments, not " + node.arguments.size() + ".");
        }
        Nature base = visit(node.arguments.get(0));
        Nature key = visit(node.arguments.get(1));
        if (node.arguments.get(0) instanceof Node.Name name && name.name.equals(Names.ENVIRONMENT)) {
            boolean trigger = node.arguments.get(1) instanceof Node.Text text && names.isTrigger(text.value);
            return trigger ? Nature.FLOAT : Nature.UNKNOWN;
        }
        if (base.isUnknown()) {
            return Nature.UNKNOWN;
        }
        if (base.isList()) {
            if (!key.isInteger() && !key.isUnknown()) {
                throw problem(node, "The index of an array must be an integer, not " + key.describe() + ".");
            }
            return base.elementNature();
        }
        if (base.isMap() && base.type() != null) {
            if (!key.isAssignableTo(Nature.of(base.type().key())) && !key.isUnknown()) {
                throw problem(node, "A key of the map cannot be " + key.describe() + ".");
            }
            return base.elementNature();
        }
        throw problem(node, upperFirst(base.describe()) + " does not have elements.");
    }

    private Nature predicateCall(Node.BuiltinCall node) {
        Builtin builtin = node.builtin;
        Nature collection = visit(node.arguments.get(0));
        if (!collection.isList() && !collection.isUnknown()) {
            throw problem(node.arguments.get(0), builtin + "() takes an array, not " + collection.describe() + ".");
        }
        if (node.arguments.size() == 1) {
            return builtin == Builtin.COUNT
                    ? Nature.INT
                    : collection.isUnknown() ? Nature.UNKNOWN : collection.elementNature();
        }
        boolean reduce = builtin == Builtin.REDUCE;
        predicates.add(new PredicateScope(collection, reduce || builtin == Builtin.MAP, reduce));
        Nature body = visit(node.arguments.get(1));
        predicates.remove(predicates.size() - 1);
        if (node.arguments.size() == 3) {
            Nature third = visit(node.arguments.get(2));
            if (!reduce && !third.isString() && !third.isUnknown()) {
                throw problem(
                        node.arguments.get(2), "The order of sortBy() must be a string, not " + third.describe() + ".");
            }
        }
        if (body.nil()) {
            throw problem(node.arguments.get(1), "The predicate of " + builtin + "() returns nil.");
        }
        return predicateResult(node, collection, body);
    }

    private static Nature predicateResult(Node.BuiltinCall node, Nature collection, Nature body) {
        return switch (node.builtin) {
            case ALL, NONE, ANY, ONE -> {
                wantBoolean(node, body);
                yield Nature.BOOL;
            }
            case COUNT, FIND_INDEX, FIND_LAST_INDEX -> {
                wantBoolean(node, body);
                yield Nature.INT;
            }
            case FILTER -> {
                wantBoolean(node, body);
                yield collection.isUnknown() ? Nature.ANYS : Nature.listOf(collection.elementNature());
            }
            case FIND, FIND_LAST -> {
                wantBoolean(node, body);
                yield collection.isUnknown() ? Nature.UNKNOWN : collection.elementNature();
            }
            case MAP -> Nature.listOf(body);
            case SUM -> body.type() == null ? Nature.ANY : Nature.of(body.type());
            case GROUP_BY -> Nature.of(GoType.GROUPS);
            case SORT_BY -> collection;
            case REDUCE -> body;
            default -> throw new IllegalStateException(node.builtin + " takes no predicate");
        };
    }

    private static void wantBoolean(Node.BuiltinCall node, Nature body) {
        if (!body.isBool() && !body.isUnknown()) {
            throw problem(
                    node.arguments.get(1),
                    "The predicate of " + node.builtin + "() must return a boolean, not " + body.describe() + ".");
        }
    }

    private Nature pointer(Node.Pointer node) {
        if (predicates.isEmpty()) {
            throw problem(node, "\"#\" has a meaning only inside a predicate.");
        }
        PredicateScope scope = predicates.get(predicates.size() - 1);
        if (node.name.isEmpty()) {
            return scope.collection.isUnknown() ? Nature.UNKNOWN : scope.collection.elementNature();
        }
        if (node.name.equals("index") && scope.index) {
            return Nature.INT;
        }
        if (node.name.equals("acc") && scope.accumulator) {
            return Nature.UNKNOWN;
        }
        throw problem(node, Token.quoted("#" + GoString.text(node.name)) + " has no meaning in this predicate.");
    }

    private Nature let(Node.Let node) {
        if (names.isTrigger(node.name) || Builtin.of(node.name) != null || variable(node.name) != null) {
            String owner = names.isTrigger(node.name)
                    ? "a trigger"
                    : Builtin.of(node.name) != null ? "a builtin function" : "another variable";
            throw problem(
                    node,
                    "The variable cannot be called " + Token.quoted(GoString.text(node.name))
                            + " because that is the name of " + owner + ".");
        }
        Nature value = visit(node.value);
        variables.add(new Variable(node.name, value));
        Nature body = visit(node.body);
        variables.remove(variables.size() - 1);
        return body;
    }

    private Nature conditional(Node.Conditional node) {
        Nature condition = visit(node.condition);
        if (!condition.isBool() && !condition.isUnknown()) {
            throw problem(node.condition, "The condition must be a boolean, not " + condition.describe() + ".");
        }
        Nature then = visit(node.then);
        Nature otherwise = visit(node.otherwise);
        if (then.nil()) {
            return otherwise;
        }
        if (otherwise.nil()) {
            return then;
        }
        if (!then.isAssignableTo(otherwise)) {
            return Nature.UNKNOWN;
        }
        if (then.isList() && otherwise.isList()) {
            Nature one = then.elementNature();
            Nature other = otherwise.elementNature();
            if (!one.isAssignableTo(other) || !other.isAssignableTo(one)) {
                return Nature.ANYS;
            }
        }
        return then;
    }

    private Nature array(Node.Array node) {
        Nature last = Nature.UNKNOWN;
        boolean same = true;
        for (int i = 0; i < node.elements.size(); i++) {
            Nature element = visit(node.elements.get(i));
            same &= i == 0 || element.kind() == last.kind();
            last = element;
        }
        return same ? Nature.listOf(last) : Nature.ANYS;
    }

    private static String upperFirst(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static SyntaxProblem problem(Node node, String message) {
        return new SyntaxProblem(Rules.TYPE, node.offset(), message);
    }

    private static SyntaxProblem problem(Node node, String message, @Nullable String hint) {
        return new SyntaxProblem(Rules.TYPE, node.offset(), message, hint);
    }
}
