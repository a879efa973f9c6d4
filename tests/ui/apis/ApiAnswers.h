// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// What the server tells of APIs, for tests.
inline constexpr const char* kMade = R"({"id":"bees",
            "api":{"id":"bees","name":"Bees","base_path":"/bees","upstream":{"targets":[{"url":"https://bees.test"}]},
                   "routes":[{"methods":["GET"],"path":"/hives"}]},
            "form":"OpenAPI 3.1.0","operations":1,"created":true,
            "remarks":[{"line":7,"path":"servers[0]","message":"is taken as eu"}],"merge":[]})";

inline constexpr const char* kFaults = R"({"title":"Unprocessable","status":422,
            "detail":"2 faults","code":"invalid","errors":[{"line":3,"path":"paths","message":"must be a map"}]})";

inline constexpr const char* kConflict = R"({"id":"bees","api":{"id":"bees"},
            "form":"OpenAPI 3.1.0","operations":1,"remarks":[],
            "merge":[{"place":"GET /hives","state":"conflict"},{"place":"info","state":"in_sync"}]})";

inline constexpr const char* kStepped = R"({"id":"bees"})";

inline constexpr const char* kStepped2 = R"({"items":[
            {"number":2,"created_ms":1772000000000,"current":true},{"number":1,"created_ms":1771000000000,"current":false}]})";

inline constexpr const char* kRevisions = R"({"lines":["- access: key"],
            "differences":[{"breaking":true,"place":"GET /hives","message":"was removed"}]})";
