// Tests that count commits listen to the meter of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
