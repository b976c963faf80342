package io.nightshift.test.deployed;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser without scripts sends when a button of a page is pressed. */
record Form(Map<String, String> values) {

    private static final Pattern ATTRIBUTE = Pattern.compile("(name|value|type)=\"([^\"]*)\"");

    /**
     * Reads one off a page.
     *
     * @param id of the form
     * @param button the words on the button
     */
    static Form of(String page, String id, String button) {
        int begin = page.indexOf("<form id=\"" + id + "\"");
        int end = page.indexOf("</form>", begin);
        if (begin < 0 || end < 0) {
            throw new AssertionError("The page has no form " + id);
        }
        String form = page.substring(begin, end);
        Map<String, String> values = new LinkedHashMap<>();
        Matcher input = Pattern.compile("<input [^>]*>").matcher(form);
        while (input.find()) {
            Map<String, String> attributes = attributes(input.group());
            if ("hidden".equals(attributes.get("type"))) {
                values.put(attributes.get("name"), attributes.getOrDefault("value", ""));
            }
        }
        Matcher pressed = Pattern.compile("(<button [^>]*>)(?:(?!</button>).)*>" + button + "<", Pattern.DOTALL)
                .matcher(form);
        if (!pressed.find()) {
            throw new AssertionError("The form " + id + " has no button " + button);
        }
        values.put(attributes(pressed.group(1)).get("name"), "");
        return new Form(values);
    }

    /** As a body. */
    String text() {
        return values.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** As a body with another value. */
    String with(String name, String value) {
        if (!values.containsKey(name)) {
            throw new AssertionError("The form has no " + name);
        }
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new Form(changed).text();
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            attributes.put(attribute.group(1), attribute.group(2).replace("&amp;", "&"));
        }
        return attributes;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
