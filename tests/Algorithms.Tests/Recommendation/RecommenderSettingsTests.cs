using System.Collections.Immutable;
using SocialCommerce.Algorithms.Recommendation;

namespace SocialCommerce.Algorithms.Tests.Recommendation;

public sealed class RecommenderSettingsTests
{
    public static TheoryData<string> Names() => [.. RecommenderParameters.All.Select(parameter => parameter.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_EachParameterAtItsLimits_ChangesThatOneAlone(string name)
    {
        var parameter = RecommenderParameters.All.Single(parameter => parameter.Name == name);

        foreach (var value in new[] { parameter.Min, parameter.Max })
        {
            var settings = RecommenderSettings.Of(One(name, value));

            Assert.Equal(value, parameter.Read(settings), 5);
            Assert.All(
                RecommenderParameters.All.Where(other => other.Name != name),
                other => Assert.Equal(other.Read(RecommenderSettings.Default), other.Read(settings)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_TheDefaultOfAParameter_IsTheDefault(string name)
    {
        var value = RecommenderParameters.All.Single(parameter => parameter.Name == name).Read(RecommenderSettings.Default);

        Assert.Equal(RecommenderSettings.Default, RecommenderSettings.Of(One(name, value)));
    }

    [Fact]
    public void Check_UnknownAndOutOfRange_NamesEach()
    {
        var parameters = One("weight.similar", 10.5).Add("weight.magic", 1).Add("diversity", double.NaN).Add("fatigue.after", 3);

        var errors = RecommenderParameters.Check(parameters);

        Assert.Equal(["diversity", "weight.magic", "weight.similar"], errors.Select(error => error.Parameter));
        Assert.Throws<ArgumentException>(() => RecommenderSettings.Of(parameters));
    }

    [Fact]
    public void Retrievers_WithoutOne_HasTheOthers()
    {
        var set = RecommenderSettings.Of(One("retriever.friend", 0)).Retrievers;

        Assert.Equal(RetrieverExtensions.All.Where(retriever => retriever != Retriever.Friend), RetrieverExtensions.All.Where(set.Contains));
    }

    private static ImmutableDictionary<string, double> One(string name, double value) =>
        ImmutableDictionary<string, double>.Empty.Add(name, value);
}
