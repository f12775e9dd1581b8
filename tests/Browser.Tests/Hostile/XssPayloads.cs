namespace SocialCommerce.Browser.Tests.Hostile;

/// <summary>
/// Text that becomes a program where a page takes it for markup (RELIABILITY S23, T33): the known ways into HTML,
/// attributes, addresses, styles, templates and scripts, each in the disguises that filters are known to miss.
/// </summary>
internal static class XssPayloads
{
    /// <summary>What a payload would do: leave a mark on the page that the test looks for.</summary>
    public const string Mark = "xss";

    private const string Act = $"window.{Mark}=1";

    private static readonly string[] Elements =
    [
        $"<script>{Act}</script>", $"<img src=x onerror={Act}>", $"<svg onload={Act}>", $"<body onload={Act}>",
        $"<iframe srcdoc='<script>parent.{Mark}=1</script>'></iframe>", $"<iframe src=javascript:{Act}></iframe>",
        $"<a href=javascript:{Act} autofocus onfocus={Act}>x</a>", $"<input autofocus onfocus={Act}>",
        $"<details open ontoggle={Act}>", $"<video src=x onerror={Act}></video>", $"<audio src onerror={Act}>",
        $"<marquee onstart={Act}>", $"<object data=javascript:{Act}>", $"<embed src=javascript:{Act}>",
        $"<math><mtext><table><mglyph><style><img src=x onerror={Act}>", $"<form><button formaction=javascript:{Act}>",
        $"<style>@import 'javascript:{Act}';</style>", $"<link rel=stylesheet href=javascript:{Act}>",
        $"<meta http-equiv=refresh content=0;url=javascript:{Act}>", $"<base href=javascript:{Act}//>",
        $"<div style=background:url(javascript:{Act})>", $"<svg><script>{Act}</script></svg>",
        $"<svg><animate onbegin={Act} attributeName=x>", $"<svg><a xlink:href=javascript:{Act}><text y=9>x</text></a></svg>",
        $"<template><img src=x onerror={Act}></template>", $"<noscript><p title='</noscript><img src=x onerror={Act}>'>",
        $"<select autofocus onfocus={Act}>", $"<textarea autofocus onfocus={Act}>", $"<xss contenteditable onbeforeinput={Act}>",
        $"<style onload={Act}></style>", $"<img srcset=x onerror={Act}>", $"<picture><source srcset=x><img onerror={Act} src=x>",
        $"'\"><script>{Act}</script>", $"--><script>{Act}</script>", $"]]><script>{Act}</script>",
        $"</title><script>{Act}</script>", $"</textarea><script>{Act}</script>", $"</script><script>{Act}</script>",
        $"' onmouseover='{Act}", $"\" autofocus onfocus=\"{Act}", $"` onerror=`{Act}", $"javascript:{Act}",
        $"data:text/html,<script>{Act}</script>", $"vbscript:{Act}", $"{{@html '<img src=x onerror={Act}>'}}",
        $"{{{{constructor.constructor('{Act}')()}}}}", $"${{{Act}}}", $"<%= {Act} %>", $"#{{{Act}}}", $"';{Act};//",
        $"\\';{Act};//", $"</style><script>{Act}</script>", $"<?xml version='1.0'?><x onclick={Act}>",
        $"<!--[if gte IE 4]><script>{Act}</script><![endif]-->", $"<isindex type=image src=1 onerror={Act}>",
        $"<keygen autofocus onfocus={Act}>", $"<bgsound src=javascript:{Act}>", $"<x onclick={Act}>click</x>",
    ];

    private static readonly Func<string, string>[] Disguises =
    [
        text => text,
        text => text.ToUpperInvariant().Replace("WINDOW.XSS", "window.xss", StringComparison.Ordinal),
        text => text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        text => text.Replace("<", "%3C", StringComparison.Ordinal).Replace(">", "%3E", StringComparison.Ordinal),
        text => text.Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\x3e", StringComparison.Ordinal),
        text => text.Replace("<", "＜", StringComparison.Ordinal).Replace(">", "＞", StringComparison.Ordinal),
        text => text.Replace("javascript:", "jav&#x09;ascript:", StringComparison.Ordinal).Replace("script>", "scr\u0131pt>", StringComparison.Ordinal),
        text => text.Replace(" on", "/on", StringComparison.Ordinal).Replace("=", " = ", StringComparison.Ordinal),
        text => $"a{text}b",
        text => $"<{text}//",
    ];

    /// <summary>All of them, more than 500, each different.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Elements.SelectMany(element => Disguises.Select(disguise => disguise(element))).Distinct()];
}
