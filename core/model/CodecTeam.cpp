// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/Fields.h"

namespace gatehouse::model {

namespace {

Membership readMember(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Membership out;
    FieldReader fields(node, path, faults);
    fields.require("login");
    fields.text("login", out.login);
    fields.word("role", out.role);
    fields.finish();
    return out;
}

Node writeMember(const Membership& member)
{
    return FieldWriter{}.text("login", member.login).word("role", member.role, Role::Viewer).done();
}

ApplicationKey readKey(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    ApplicationKey out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    fields.secret("secret", out.secret);
    fields.millis("expires_ms", out.expiresMillis);
    fields.flag("revoked", out.revoked);
    fields.finish();
    return out;
}

Node writeKey(const ApplicationKey& key)
{
    return FieldWriter{}
        .text("id", key.id)
        .text("secret", key.secret.reference)
        .whole("expires_ms", key.expiresMillis, 0)
        .flag("revoked", key.revoked, false)
        .done();
}

} // namespace

template <>
Team read<Team>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Team out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    std::string parent;
    fields.text("parent", parent);
    if (!parent.empty())
        out.parent = std::move(parent);
    fields.list("members", out.members, readMember);
    fields.finish();
    return out;
}

template <>
Node write<Team>(const Team& team)
{
    return FieldWriter{}
        .text("id", team.id)
        .text("name", team.name, team.id)
        .text("parent", team.parent.value_or(""))
        .node("members", writeList(team.members, writeMember))
        .done();
}

template <>
Application read<Application>(const Node& node, const std::string& path, std::vector<Fault>& faults)
{
    Application out;
    FieldReader fields(node, path, faults);
    fields.require("id");
    fields.text("id", out.id);
    out.name = out.id;
    fields.text("name", out.name);
    fields.text("team", out.team);
    fields.texts("models", out.models);
    fields.list("keys", out.keys, readKey);
    fields.finish();
    return out;
}

template <>
Node write<Application>(const Application& application)
{
    return FieldWriter{}
        .text("id", application.id)
        .text("name", application.name, application.id)
        .text("team", application.team)
        .texts("models", application.models)
        .node("keys", writeList(application.keys, writeKey))
        .done();
}

template <>
Subscription read<Subscription>(const Node& node, const std::string& path,
                                std::vector<Fault>& faults)
{
    Subscription out;
    FieldReader fields(node, path, faults);
    fields.require("application");
    fields.require("api");
    fields.text("application", out.application);
    fields.text("api", out.api);
    fields.text("plan", out.plan);
    fields.word("state", out.state);
    fields.finish();
    return out;
}

template <>
Node write<Subscription>(const Subscription& subscription)
{
    return FieldWriter{}
        .text("application", subscription.application)
        .text("api", subscription.api)
        .text("plan", subscription.plan)
        .word("state", subscription.state, SubscriptionState::Active)
        .done();
}

} // namespace gatehouse::model
