using Unmask.Toy.Cli;

return CommandLine.Run(args);
