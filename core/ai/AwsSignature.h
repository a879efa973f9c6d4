// SPDX-FileCopyrightText: 2026 The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// AWS Signature Version 4, as Bedrock wants it.
namespace gatehouse::ai {

struct AwsCredentials
{
    std::string access;
    std::string secret;
    std::string session; ///< Empty = none.
};

/// `ACCESS:SECRET[:SESSION]`; nothing of anything else, which then is a bearer token.
[[nodiscard]] std::optional<AwsCredentials> awsCredentials(std::string_view secret);

struct AwsRequest
{
    std::string_view method = "POST";
    std::string region;
    std::string_view service = "bedrock";
    std::string_view host; ///< As in the Host field.
    std::string_view path; ///< As on the wire, percent-encoded once.
    std::string_view contentType;
    std::string_view body;
    Timestamp time;
};

/// The fields to add: `x-amz-date`, perhaps `x-amz-security-token`, `authorization`.
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
awsSign(const AwsCredentials& credentials, const AwsRequest& request);

/// The region in a host like `bedrock-runtime.eu-west-1.amazonaws.com`, else `us-east-1`.
[[nodiscard]] std::string awsRegionOf(std::string_view host);

} // namespace gatehouse::ai
