// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/TrafficRecord.h"

#include <QJsonDocument>
#include <QJsonObject>

/// A call in Anthropic's dialect: the first provider was full, the second answered in OpenAI's.
inline gatehouse::client::TrafficDetail translatedCall()
{
    const QByteArray json = R"({"id":"01JDF8R4KX","time_ms":1795530727491,"kind":"ai",
        "method":"POST","path":"/v1/messages","status":200,"phases":{"last_byte_us":2450000},
        "attempts":[
          {"target":"openai","key":"main","status":429,"start_us":1000,"end_us":97000,
           "reason":"429"},
          {"target":"mistral","key":"default","status":200,"start_us":97000,"end_us":485000}],
        "request":{"headers":[["x-api-key","***_key"]],"body":"{\"max_tokens\":9,\"model\":\"fast\"}",
                   "encoding":"utf8","size":31,"kept":31},
        "response":{"headers":[],"body":"{\"type\":\"message\"}","encoding":"utf8","size":18,
                    "kept":18},
        "tries":[
          {"attempt":0,"url":"https://api.openai.com/v1/chat/completions","status":429,
           "request":{"headers":[["authorization","***7fQk"]],
                      "body":"{\"max_completion_tokens\":9,\"model\":\"gpt-6-luna\"}",
                      "encoding":"utf8","size":48,"kept":48},
           "response":{"headers":[["retry-after","34"]],"body":"{\"error\":\"full\"}",
                       "encoding":"utf8","size":16,"kept":16}},
          {"attempt":1,"url":"https://api.mistral.ai/v1/chat/completions","status":200,
           "same_response":true,
           "request":{"headers":[],"body":"{\"max_tokens\":9,\"model\":\"small\"}","encoding":"utf8",
                      "size":32,"kept":32},
           "response":{"headers":[],"body":"","encoding":"utf8","size":18,"kept":0}}]})";
    return gatehouse::client::TrafficDetail::fromJson(QJsonDocument::fromJson(json).object());
}
