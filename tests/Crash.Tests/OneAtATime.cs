// A port that a killed server has let go must still be free when it starts again.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
