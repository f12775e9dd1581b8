using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(SocialCommerce.Benchmarks.EngineBenchmarks).Assembly).Run(args);
