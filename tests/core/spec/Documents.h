// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Descriptions of APIs that several tests read.
inline constexpr const char* kPets = R"(openapi: 3.0.3
info: {title: Pet Store, version: 1.2.0}
servers:
  - url: https://{region}.example.com/v1/
    variables: {region: {default: eu}}
  - url: https://backup.example.com
paths:
  /pets:
    parameters:
      - {name: limit, in: query, schema: {type: integer}}
    get:
      operationId: listPets
      parameters:
        - $ref: '#/components/parameters/Limit'
      responses: {'200': {description: ok}}
    post:
      operationId: addPet
      responses: {'201': {description: made}}
  /pets/{petId}:
    get: {operationId: getPet, deprecated: true, responses: {'200': {description: ok}}}
  /files/{name}.json:
    get: {operationId: getFile, responses: {'200': {description: ok}}}
components:
  parameters:
    Limit: {name: limit, in: query, required: true, schema: {type: integer, maximum: 50}}
  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
security: [{key: []}]
)";

inline constexpr const char* kShop =
    R"({"swagger": "2.0", "info": {"title": "Shop", "version": "1"},
 "host": "shop.example.com", "basePath": "/api", "schemes": ["https", "wss"],
 "consumes": ["application/json"],
 "securityDefinitions": {"b": {"type": "basic"}}, "security": [{"b": []}],
 "paths": {"/orders": {"post": {"parameters": [
     {"in": "body", "name": "order", "required": true, "schema": {"$ref": "#/definitions/Order"}},
     {"in": "query", "name": "dry", "type": "boolean"}],
   "responses": {"200": {"description": "ok", "schema": {"$ref": "#/definitions/Order"},
     "examples": {"application/json": {"id": 7}}}}}},
  "/upload": {"post": {"parameters": [{"in": "formData", "name": "f", "type": "file"}],
   "responses": {"204": {"description": "done"}}}}},
 "definitions": {"Order": {"type": "object", "properties": {"id": {"type": "integer"},
   "next": {"$ref": "#/definitions/Order"}}}}})";

inline constexpr const char* kUsers = R"({"info": {"name": "Users API",
  "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"},
 "auth": {"type": "bearer", "bearer": [{"key": "token", "value": "s3cret-token-value"}]},
 "item": [{"name": "Users", "item": [
   {"name": "One user", "request": {"method": "GET", "url": {"raw": "https://u.example.com/users/:id?full=1"}},
    "response": [{"code": 200, "header": [{"key": "Content-Type", "value": "application/json"}],
                  "body": "[5]"}]},
   {"name": "The same", "request": {"method": "GET", "url": "https://u.example.com/users/42"}},
   {"name": "Add", "request": {"method": "POST", "url": "https://u.example.com/users",
     "body": {"mode": "raw", "raw": "[true]"}}}]}]})";

inline constexpr const char* kArchive = R"({"log": {"version": "1.2", "entries": [
  {"request": {"method": "GET", "url": "https://h.example.com/v1/orders/9f1c2d3e-0000-4000-8000-1234567890ab/lines",
    "headers": [{"name": "Authorization", "value": "Bearer abcdefgh12345678"}]},
   "response": {"status": 200, "content": {"mimeType": "application/json; charset=utf-8", "text": "[1,2]"}}},
  {"request": {"method": "GET", "url": "wss://h.example.com/socket"}}]}})";

inline constexpr const char* kTree = R"(openapi: 3.1.0
info: {title: Tree, version: '1'}
servers: [{url: /v2}]
paths: {/t: {get: {responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/N'}}}}}}}}
components: {schemas: {N: {type: object, properties: {next: {$ref: '#/components/schemas/N'}}}}}
)";

inline constexpr const char* kOrders = R"(openapi: 3.1.0
info: {title: Orders, version: '1'}
servers: [{url: https://orders.test}]
tags: [{name: orders}]
paths:
  /orders:
    post:
      operationId: addOrder
      summary: Adds an order
      tags: [orders]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Order'}
      responses:
        '201':
          description: made
          headers: {Location: {schema: {type: string}, example: /orders/7}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              examples:
                small: {value: {id: 7, lines: []}}
                big: {value: {id: 8, lines: [{sku: a, count: 2}]}}
        '404':
          description: unknown
          content: {application/problem+json: {schema: {type: object, properties: {title: {type: string}}}}}
  /orders/{id}:
    get:
      operationId: getOrder
      summary: One order
      tags: [orders]
      parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
components:
  schemas:
    Order:
      type: object
      required: [id, lines]
      additionalProperties: false
      properties:
        id: {type: integer, minimum: 1}
        state: {type: string, enum: [open, paid]}
        mail: {type: string, format: email, maxLength: 40}
        lines:
          type: array
          items:
            type: object
            required: [sku, count]
            properties:
              sku: {type: string, pattern: '^[a-z]+$'}
              count: {type: [integer, 'null'], exclusiveMinimum: 0}
        parent: {$ref: '#/components/schemas/Order'}
)";
