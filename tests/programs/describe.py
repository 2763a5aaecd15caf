# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds answers against an OpenAPI 3.1 description: as much of JSON Schema as ours uses, and no more."""

import re

KNOWN = {"type", "properties", "required", "additionalProperties", "items", "enum", "const", "pattern", "minimum",
         "maximum", "minLength", "maxLength", "maxItems", "oneOf", "$ref", "description", "default"}
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


class Description:
    def __init__(self, document):
        self.document = document

    def resolve(self, thing):
        while "$ref" in thing:
            target = self.document
            for name in thing["$ref"].lstrip("#/").split("/"):
                target = target[name]
            thing = target
        return thing

    def fault(self, schema, value, where="$"):
        """The first thing that is not as described; None if all is."""
        schema = self.resolve(schema)
        assert not set(schema) - KNOWN, set(schema) - KNOWN
        types = schema.get("type")
        if types is not None:
            fits = [t for t in ([types] if isinstance(types, str) else types)
                    if isinstance(value, TYPES[t]) and not (t == "integer" and isinstance(value, bool))]
            if not fits:
                return "%s: %r is not %s" % (where, value, types)
        if "const" in schema and value != schema["const"]:
            return "%s: %r is not %r" % (where, value, schema["const"])
        if "enum" in schema and value not in schema["enum"]:
            return "%s: %r is none of %r" % (where, value, schema["enum"])
        if "oneOf" in schema:
            faults = [self.fault(one, value, where) for one in schema["oneOf"]]
            if faults.count(None) != 1:
                return "%s: fits %d of %s" % (where, faults.count(None), faults)
        if isinstance(value, str):
            return self.text_fault(schema, value, where)
        if isinstance(value, int) and not isinstance(value, bool):
            if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
                return "%s: %r is out of range" % (where, value)
        if isinstance(value, list):
            if len(value) > schema.get("maxItems", len(value)):
                return "%s: is too long" % where
            faults = (self.fault(schema.get("items", {}), one, "%s[%d]" % (where, i)) for i, one in enumerate(value))
            return next((fault for fault in faults if fault), None)
        if isinstance(value, dict):
            return self.object_fault(schema, value, where)
        return None

    @staticmethod
    def text_fault(schema, value, where):
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            return "%s: %r has the wrong length" % (where, value)
        if "pattern" in schema and not re.search(schema["pattern"], value):
            return "%s: %r does not match %s" % (where, value, schema["pattern"])
        return None

    def object_fault(self, schema, value, where):
        properties = schema.get("properties", {})
        for name in schema.get("required", []):
            if name not in value:
                return "%s: lacks %s" % (where, name)
        for name, member in value.items():
            if name in properties:
                fault = self.fault(properties[name], member, where + "." + name)
                if fault:
                    return fault
            elif schema.get("additionalProperties", True) is False:
                return "%s: has %s besides" % (where, name)
        return None

    def operation(self, method, path):
        path = path.split("?")[0]
        for template, item in self.document["paths"].items():
            pattern = "^" + re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(template)) + "$"
            if re.match(pattern, path) and method.lower() in item:
                return template, item[method.lower()]
        return None, None

    def check(self, method, path, reply):
        """Asserts that the reply is one that the description tells of. Its (path, method, status)."""
        template, operation = self.operation("GET" if method == "HEAD" else method, path)
        if operation is None:
            assert reply.status in (404, 405), (method, path, reply.status)
            assert self.fault({"$ref": "#/components/schemas/Problem"}, reply.json()) is None
            return None
        told = "%s %s %d" % (method, path, reply.status)
        assert str(reply.status) in operation["responses"], told + " is not described"
        response = self.resolve(operation["responses"][str(reply.status)])
        for header in response.get("headers", {}):
            assert header in reply.headers, told + " lacks " + header
        content = response.get("content")
        if content is None:
            assert reply.body == b"", told
            return template, method, reply.status
        assert reply.type in content, "%s: %s" % (told, reply.type)
        schema = content[reply.type]["schema"]
        if reply.type == "text/plain":
            return template, method, reply.status
        values = reply.lines() if reply.type == "application/x-ndjson" else [reply.json()]
        for value in values:
            fault = self.fault(schema, value)
            assert fault is None, told + ": " + fault
        return template, method, reply.status
