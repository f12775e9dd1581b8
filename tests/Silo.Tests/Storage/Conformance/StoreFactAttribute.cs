using SocialCommerce.Tools.Cluster;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SocialCommerce.Silo.Tests.Storage;

/// <summary>A test of every store. In a class that <see cref="NeedsPostgresAttribute"/> it says so where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SocialCommerce.Silo.Tests.Storage.StoreFactDiscoverer", "SocialCommerce.Silo.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <inheritdoc cref="StoreFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("SocialCommerce.Silo.Tests.Storage.StoreTheoryDiscoverer", "SocialCommerce.Silo.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;

/// <summary>The store under test is PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsPostgresAttribute : Attribute;

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        WithoutPostgresTestCase.IsFor(testMethod)
            ? [WithoutPostgresTestCase.Create(DiagnosticMessageSink, discoveryOptions, testMethod)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}

public sealed class StoreTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        WithoutPostgresTestCase.IsFor(testMethod)
            ? [WithoutPostgresTestCase.Create(DiagnosticMessageSink, discoveryOptions, testMethod)]
            : base.Discover(discoveryOptions, testMethod, theoryAttribute);
}

/// <summary>Is skipped: which class a test runs in is not known to the attribute, so its own reason cannot tell.</summary>
public sealed class WithoutPostgresTestCase : XunitTestCase
{
    [Obsolete("For the runner, which makes it from what it stored.", error: true)]
    public WithoutPostgresTestCase()
    {
    }

    private WithoutPostgresTestCase(IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method)
        : base(diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)
    {
    }

    public static bool IsFor(ITestMethod method) =>
        method.TestClass.Class.GetCustomAttributes(typeof(NeedsPostgresAttribute)).Any() && PostgresPrograms.Find() is null;

    public static WithoutPostgresTestCase Create(
        IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method) => new(diagnostics, options, method);

    protected override string GetSkipReason(IAttributeInfo factAttribute) => PostgresPrograms.Missing;
}
