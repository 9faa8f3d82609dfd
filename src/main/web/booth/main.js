import './pl-booth.js';
